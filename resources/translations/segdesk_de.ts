<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About segdesk</source>
        <translation>Über segdesk</translation>
    </message>
    <message>
        <source>Customer segmentation on your own computer. Nothing is sent anywhere.

segdesk is free software under the MIT licence. It uses Qt {qt} (LGPL), pandas, scikit-learn, SciPy, NumPy and matplotlib.</source>
        <translation>Kundensegmentierung auf Ihrem eigenen Rechner. Nichts wird irgendwohin gesendet.

segdesk ist freie Software unter der MIT-Lizenz. Es verwendet Qt {qt} (LGPL), pandas, scikit-learn, SciPy, NumPy und matplotlib.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
</context>
<context>
    <name>AnotherFile</name>
    <message numerus="yes">
        <source>Found with the settings of {file}. %Ln of {k} segment(s) go on, with colours and given names.</source>
        <translation>
            <numerusform>Mit den Einstellungen von {file} gefunden. %Ln von {k} Segmenten setzt ein früheres fort, mit Farbe und gegebenem Namen.</numerusform>
            <numerusform>Mit den Einstellungen von {file} gefunden. %Ln von {k} Segmenten setzen frühere fort, mit Farben und gegebenen Namen.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{now}” is “{name}”</source>
        <translation>„{now}“ ist „{name}“</translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s) written otherwise: {pairs}.</source>
        <translation>
            <numerusform>%Ln Spalte anders geschrieben: {pairs}.</numerusform>
            <numerusform>%Ln Spalten anders geschrieben: {pairs}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>AssignFileDialog</name>
    <message>
        <source>Assign a file</source>
        <translation>Datei zuordnen</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Drop a file of customers here, or several, or choose them.</source>
        <translation>Legen Sie hier eine oder mehrere Kundendateien ab, oder wählen Sie sie.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Wählen Sie zuerst ein Modell.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) as one table</source>
        <translation>
            <numerusform>%Ln Datei als eine Tabelle</numerusform>
            <numerusform>%Ln Dateien als eine Tabelle</numerusform>
        </translation>
    </message>
    <message>
        <source>the result on screen</source>
        <translation>das Ergebnis auf dem Bildschirm</translation>
    </message>
    <message>
        <source>No model yet: choose the model.segdesk of an earlier result.</source>
        <translation>Noch kein Modell: Wählen Sie die model.segdesk eines früheren Ergebnisses.</translation>
    </message>
    <message numerus="yes">
        <source>Model: {name}, %n segment(s)</source>
        <translation>
            <numerusform>Modell: {name}, %n Segment</numerusform>
            <numerusform>Modell: {name}, %n Segmente</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.segdesk)</source>
        <translation>Modelle (*.segdesk)</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tabellen ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a file, or several</source>
        <translation>Eine oder mehrere Dateien wählen</translation>
    </message>
    <message>
        <source>Saving reads the whole file and places everyone. That may take minutes; Esc stops it.</source>
        <translation>Beim Speichern wird die ganze Datei gelesen, und alle werden zugeordnet. Das kann Minuten dauern; Esc bricht es ab.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Abgebrochen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Unassigned: {count}</source>
        <translation>Nicht zugeordnet: {count}</translation>
    </message>
    <message>
        <source>CSV file (*.csv);;Excel workbook (*.xlsx);;Parquet file (*.parquet)</source>
        <translation>CSV-Datei (*.csv);;Excel-Arbeitsmappe (*.xlsx);;Parquet-Datei (*.parquet)</translation>
    </message>
    <message>
        <source>CSV file (*.csv);;Parquet file (*.parquet)</source>
        <translation>CSV-Datei (*.csv);;Parquet-Datei (*.parquet)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>CampaignDialog</name>
    <message>
        <source>Write a campaign</source>
        <translation>Kampagne schreiben</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Customers of the campaign</source>
        <translation>Kunden der Kampagne</translation>
    </message>
    <message>
        <source>What this makes</source>
        <translation>Was sich daraus ergibt</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>A plain table, for any program</source>
        <translation>Einfache Tabelle für jedes Programm</translation>
    </message>
    <message>
        <source>Write &amp;to</source>
        <translation>&amp;Anschreiben</translation>
    </message>
    <message>
        <source>Lists &amp;for</source>
        <translation>Listen &amp;für</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>S&amp;palten</translation>
    </message>
    <message>
        <source>&amp;Held back, to see what it brings</source>
        <translation>&amp;Kontrollgruppe, um die Wirkung zu messen</translation>
    </message>
    <message>
        <source>&amp;Responds anyway, about</source>
        <translation>&amp;Reagiert ohnehin, etwa</translation>
    </message>
    <message>
        <source>Choose at least one segment.</source>
        <translation>Wählen Sie mindestens ein Segment.</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>To be written to</source>
        <translation>Anzuschreiben</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Kontrollgruppe</translation>
    </message>
    <message>
        <source>Shows from</source>
        <translation>Zeigt sich ab</translation>
    </message>
    <message>
        <source>{points} points more</source>
        <translation>{points} Prozentpunkte mehr</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Wählen Sie, wohin der Ordner soll</translation>
    </message>
</context>
<context>
    <name>ChartPane</name>
    <message>
        <source>Explore</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at any column by segment, or at two columns</source>
        <translation>Jede Spalte nach Segment ansehen, oder zwei Spalten</translation>
    </message>
    <message>
        <source>“{column}” can’t be looked at by segment: it holds texts or identifiers.</source>
        <translation>„{column}“ lässt sich nicht nach Segment ansehen: Die Spalte enthält Texte oder Kennungen.</translation>
    </message>
    <message>
        <source>into the report</source>
        <translation>in den Bericht</translation>
    </message>
    <message>
        <source>out of the report</source>
        <translation>aus dem Bericht</translation>
    </message>
    <message>
        <source>The table has no column that can be looked at.</source>
        <translation>Die Tabelle hat keine Spalte, die sich ansehen lässt.</translation>
    </message>
    <message>
        <source>The chart is on the clipboard.</source>
        <translation>Die Grafik liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The chart’s numbers are on the clipboard.</source>
        <translation>Die Zahlen der Grafik liegen in der Zwischenablage.</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)</source>
        <translation>PNG-Bild (*.png);;SVG-Zeichnung (*.svg);;PDF-Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Grafik speichern</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} ist gespeichert.</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>&amp;Daten kopieren</translation>
    </message>
</context>
<context>
    <name>ChartTableDialog</name>
    <message>
        <source>The first {shown} of {all} rows; Copy takes all.</source>
        <translation>Die ersten {shown} von {all} Zeilen; beim Kopieren sind es alle.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>ChartTabs</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>More charts</source>
        <translation>Weitere Diagramme</translation>
    </message>
    <message>
        <source>Charts for which there is no room here</source>
        <translation>Diagramme, für die hier kein Platz ist</translation>
    </message>
</context>
<context>
    <name>CheckLayout</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Open another file…</source>
        <translation>Andere Datei öffnen…</translation>
    </message>
    <message>
        <source>Looks right</source>
        <translation>Stimmt so</translation>
    </message>
    <message>
        <source>Check your file: {name}</source>
        <translation>Datei prüfen: {name}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>Wie die Datei gelesen wird</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ChooseSegmentsDialog</name>
    <message>
        <source>{number}: {name} ({share})</source>
        <translation>{number}: {name} ({share})</translation>
    </message>
</context>
<context>
    <name>ColumnBox</name>
    <message>
        <source>find out</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>found: {what}</source>
        <translation>erkannt: {what}</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine erkannt</translation>
    </message>
</context>
<context>
    <name>ColumnDialogs</name>
    <message>
        <source>taking a condition away</source>
        <translation>Wegnehmen einer Bedingung</translation>
    </message>
    <message>
        <source>taking all conditions away</source>
        <translation>Wegnehmen aller Bedingungen</translation>
    </message>
    <message>
        <source>removal of “{column}”</source>
        <translation>Entfernen von „{column}“</translation>
    </message>
</context>
<context>
    <name>ColumnFacts</name>
    <message>
        <source>{what}: {reason}</source>
        <translation>{what}: {reason}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>{count} ({percent}%)</source>
        <translation>{count} ({percent}&#xa0;%)</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Leere Zellen</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>A quarter lie below</source>
        <translation>Ein Viertel darunter</translation>
    </message>
    <message>
        <source>Half lie below</source>
        <translation>Die Hälfte darunter</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>A quarter lie above</source>
        <translation>Ein Viertel darüber</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Most customers lie between {low} and {high}.</source>
        <translation>Die meisten Kunden liegen zwischen {low} und {high}.</translation>
    </message>
</context>
<context>
    <name>ColumnFigures</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>ColumnLabels</name>
    <message>
        <source>forms segments</source>
        <translation>bildet Segmente</translation>
    </message>
    <message>
        <source>describes</source>
        <translation>beschreibt</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Forms segments</source>
        <translation>Bildet Segmente</translation>
    </message>
    <message>
        <source>Describes</source>
        <translation>Beschreibt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>{type} in {unit}</source>
        <translation>{type} in {unit}</translation>
    </message>
    <message>
        <source>{share} empty</source>
        <translation>{share} leer</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Sort &amp;rising</source>
        <translation>&amp;Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort &amp;falling</source>
        <translation>A&amp;bsteigend sortieren</translation>
    </message>
    <message>
        <source>&amp;Order of the file</source>
        <translation>&amp;Reihenfolge der Datei</translation>
    </message>
    <message>
        <source>Column &amp;statistics</source>
        <translation>&amp;Statistik der Spalte</translation>
    </message>
    <message>
        <source>&amp;Look at it by segment</source>
        <translation>Nach Segment anse&amp;hen</translation>
    </message>
</context>
<context>
    <name>ColumnTools</name>
    <message>
        <source>{column}: {role}</source>
        <translation>{column}: {role}</translation>
    </message>
</context>
<context>
    <name>ColumnsList</name>
    <message>
        <source>Columns to compare customers by</source>
        <translation>Spalten für den Vergleich der Kunden</translation>
    </message>
    <message>
        <source>A check mark means that the column forms segments. Right click for other roles, of several too.</source>
        <translation>Ein Häkchen heißt, dass die Spalte Segmente bildet. Rechtsklick für andere Rollen, auch von mehreren.</translation>
    </message>
</context>
<context>
    <name>CompareResultsDialog</name>
    <message>
        <source>Compare results</source>
        <translation>Ergebnisse vergleichen</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Nach</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Who moved where</source>
        <translation>Wer wohin wechselte</translation>
    </message>
    <message>
        <source>Change of size</source>
        <translation>Änderung der Größe</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>Andere Einstellungen</translation>
    </message>
    <message>
        <source>Flow of customers</source>
        <translation>Fluss der Kunden</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>stayed</source>
        <translation>geblieben</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>gewechselt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Matching segment</source>
        <translation>Entsprechendes Segment</translation>
    </message>
    <message>
        <source>Why they moved</source>
        <translation>Warum sie gewechselt haben</translation>
    </message>
    <message>
        <source>A labeled file…</source>
        <translation>Eine Datei mit Segmenten…</translation>
    </message>
    <message>
        <source>Choose what to compare with</source>
        <translation>Wählen Sie, womit verglichen wird</translation>
    </message>
    <message>
        <source>Choose a labeled file</source>
        <translation>Datei mit Segmenten wählen</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tabellen ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose an earlier result, or a labeled file, to compare with.</source>
        <translation>Wählen Sie ein früheres Ergebnis oder eine Datei mit Segmenten zum Vergleich.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Customers before</source>
        <translation>Kunden vorher</translation>
    </message>
    <message>
        <source>Customers now</source>
        <translation>Kunden jetzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>The settings are the same.</source>
        <translation>Die Einstellungen sind dieselben.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>The flow can be drawn for up to {most} segments on either side.</source>
        <translation>Der Fluss kann für bis zu {most} Segmente auf jeder Seite gezeichnet werden.</translation>
    </message>
    <message>
        <source>{share} of customers stayed in a matching segment.</source>
        <translation>{share} der Kunden blieben in einem entsprechenden Segment.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>ComputeDialog</name>
    <message>
        <source>Compute a column</source>
        <translation>Spalte berechnen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Formula</source>
        <translation>&amp;Formel</translation>
    </message>
    <message>
        <source>Compute column</source>
        <translation>Spalte berechnen</translation>
    </message>
    <message>
        <source>Change column</source>
        <translation>Spalte ändern</translation>
    </message>
    <message>
        <source>Columns and functions</source>
        <translation>Spalten und Funktionen</translation>
    </message>
    <message>
        <source>Return or a double click puts it into the formula.</source>
        <translation>Die Eingabetaste oder ein Doppelklick setzt es in die Formel.</translation>
    </message>
    <message>
        <source>For example: ratio(spend, orders), or if(age &gt;= 65, &apos;senior&apos;, &apos;other&apos;)</source>
        <translation>Zum Beispiel: ratio(spend, orders) oder if(age &gt;= 65, &apos;senior&apos;, &apos;other&apos;)</translation>
    </message>
    <message>
        <source>Give the column a name.</source>
        <translation>Geben Sie der Spalte einen Namen.</translation>
    </message>
    <message>
        <source>There is a column of this name already.</source>
        <translation>Es gibt schon eine Spalte dieses Namens.</translation>
    </message>
    <message>
        <source>computed column “{column}”</source>
        <translation>berechnete Spalte „{column}“</translation>
    </message>
</context>
<context>
    <name>ConditionChips</name>
    <message>
        <source>Conditions in force</source>
        <translation>Geltende Bedingungen</translation>
    </message>
    <message>
        <source>Only customers with</source>
        <translation>Nur Kunden mit</translation>
    </message>
    <message>
        <source>Change the condition {condition}</source>
        <translation>Bedingung {condition} ändern</translation>
    </message>
    <message>
        <source>Take this condition away</source>
        <translation>Diese Bedingung wegnehmen</translation>
    </message>
    <message>
        <source>Take away the condition {condition}</source>
        <translation>Bedingung {condition} wegnehmen</translation>
    </message>
</context>
<context>
    <name>ConditionDialog</name>
    <message>
        <source>Only customers with…</source>
        <translation>Nur Kunden mit…</translation>
    </message>
    <message>
        <source>The condition as text. It can be changed and joined with and, or, not.</source>
        <translation>Die Bedingung als Text. Sie kann geändert und mit and, or, not verbunden werden.</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>&amp;Spalte</translation>
    </message>
    <message>
        <source>As &amp;text</source>
        <translation>Als &amp;Text</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Bedingung ändern</translation>
    </message>
    <message>
        <source>Choose what customers must have to take part.</source>
        <translation>Wählen Sie, was Kunden haben müssen, um teilzunehmen.</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %Ln customer(s)</source>
        <translation>
            <numerusform>{count} von %Ln Kunde</numerusform>
            <numerusform>{count} von %Ln Kunden</numerusform>
        </translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>Also customers without a &amp;value</source>
        <translation>Auch Kunden ohne &amp;Wert</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>{column}: {type}</source>
        <translation>{column}: {type}</translation>
    </message>
    <message>
        <source>A file is being saved. Wait until it is done, or stop it with Esc.</source>
        <translation>Eine Datei wird gerade gespeichert. Warten Sie, bis sie fertig ist, oder brechen Sie mit Esc ab.</translation>
    </message>
    <message>
        <source>Found anew, without what was done to segments by hand. Undo brings that back.</source>
        <translation>Neu gefunden, ohne das, was von Hand an Segmenten gemacht wurde. Rückgängig bringt das zurück.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Stopped. Your earlier result is unchanged.</source>
        <translation>Abgebrochen. Ihr früheres Ergebnis ist unverändert.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Abgebrochen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>change colour</source>
        <translation>Farbe ändern</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n file(s) in {folder}.</source>
        <translation>
            <numerusform>%n Datei ist in {folder} gespeichert.</numerusform>
            <numerusform>%n Dateien sind in {folder} gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} ist gespeichert.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
</context>
<context>
    <name>CustomerTableModel</name>
    <message>
        <source>{role}: {reason}</source>
        <translation>{role}: {reason}</translation>
    </message>
    <message>
        <source>no empty cells</source>
        <translation>keine leeren Zellen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>“{text}” counts as empty</source>
        <translation>„{text}“ gilt als leer</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Segment that each customer is in</source>
        <translation>Segment, zu dem der Kunde gehört</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugeordnet</translation>
    </message>
</context>
<context>
    <name>CustomersForm</name>
    <message>
        <source>Which column is what</source>
        <translation>Welche Spalte was ist</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>none: number the rows</source>
        <translation>keine: Zeilen nummerieren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>May be as well: {names}</source>
        <translation>Möglich wäre auch: {names}</translation>
    </message>
</context>
<context>
    <name>DataHead</name>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filtern…</translation>
    </message>
    <message>
        <source>Find segments among some customers only</source>
        <translation>Segmente nur unter einem Teil der Kunden finden</translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation>&amp;Zeigen:</translation>
    </message>
    <message>
        <source>Customers to show</source>
        <translation>Gezeigte Kunden</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>Alle Kunden</translation>
    </message>
    <message>
        <source>Selected customers</source>
        <translation>Ausgewählte Kunden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln Kunde</numerusform>
            <numerusform>%Ln Kunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln customer(s)</source>
        <translation>
            <numerusform>{shown} von %Ln Kunde</numerusform>
            <numerusform>{shown} von %Ln Kunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>Tabelle zeigen</translation>
    </message>
    <message>
        <source>Fold the table</source>
        <translation>Tabelle einklappen</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln rows were copied.</source>
        <translation>
            <numerusform>Nur die erste Zeile wurde kopiert.</numerusform>
            <numerusform>Nur die ersten %Ln Zeilen wurden kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugeordnet</translation>
    </message>
</context>
<context>
    <name>DatesForm</name>
    <message>
        <source>&amp;Between two days</source>
        <translation>&amp;Zwischen zwei Tagen</translation>
    </message>
    <message>
        <source>In the &amp;last</source>
        <translation>In den &amp;letzten</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Years, months or days</source>
        <translation>Jahre, Monate oder Tage</translation>
    </message>
    <message>
        <source>years before the latest day</source>
        <translation>Jahren vor dem letzten Tag</translation>
    </message>
    <message>
        <source>months before the latest day</source>
        <translation>Monaten vor dem letzten Tag</translation>
    </message>
    <message>
        <source>days before the latest day</source>
        <translation>Tagen vor dem letzten Tag</translation>
    </message>
</context>
<context>
    <name>DeleteCustomerDialog</name>
    <message>
        <source>Delete a customer</source>
        <translation>Einen Kunden löschen</translation>
    </message>
    <message>
        <source>&amp;Identifier of the customer, as it stands in the table</source>
        <translation>&amp;Kennung des Kunden, wie sie in der Tabelle steht</translation>
    </message>
    <message>
        <source>The customer goes from the table, the project’s file and every copy that segdesk keeps. All results are found again without the customer; names are kept. This cannot be undone. The source file and what was exported stay as they are.</source>
        <translation>Der Kunde wird aus der Tabelle, der Projektdatei und jeder Kopie entfernt, die segdesk aufbewahrt. Alle Ergebnisse werden ohne ihn neu ermittelt; Namen bleiben. Das lässt sich nicht rückgängig machen. Die Quelldatei und was exportiert wurde, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Delete customer</source>
        <translation>Kunden löschen</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>These segments are still being checked.</source>
        <translation>Diese Segmente werden noch geprüft.</translation>
    </message>
    <message>
        <source>choices for the report</source>
        <translation>Wahl für den Bericht</translation>
    </message>
    <message>
        <source>find segments</source>
        <translation>Segmente finden</translation>
    </message>
    <message>
        <source>return to run {number}</source>
        <translation>Rückkehr zu Lauf {number}</translation>
    </message>
    <message>
        <source>settings of run {number}</source>
        <translation>Einstellungen von Lauf {number}</translation>
    </message>
    <message>
        <source>return to an earlier run</source>
        <translation>Rückkehr zu einem früheren Lauf</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Found for me</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No customer matches “{text}”</source>
        <translation>Kein Kunde passt zu „{text}“</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>No customers to show here</source>
        <translation>Hier sind keine Kunden zu zeigen</translation>
    </message>
    <message>
        <source>Show all customers</source>
        <translation>Alle Kunden zeigen</translation>
    </message>
</context>
<context>
    <name>ExpertSettings</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Verlässlichkeit</translation>
    </message>
    <message>
        <source>RFM rules</source>
        <translation>RFM-Regeln</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>change of “{setting}”</source>
        <translation>Änderung von „{setting}“</translation>
    </message>
</context>
<context>
    <name>ExploreBar</name>
    <message>
        <source>&amp;Column</source>
        <translation>Spal&amp;te</translation>
    </message>
    <message>
        <source>&amp;by</source>
        <translation>&amp;nach</translation>
    </message>
    <message>
        <source>s&amp;hown as</source>
        <translation>als Dia&amp;gramm</translation>
    </message>
    <message>
        <source>In the &amp;report</source>
        <translation>Im &amp;Bericht</translation>
    </message>
    <message>
        <source>Chart and table come into the report and the exported folder</source>
        <translation>Diagramm und Tabelle kommen in den Bericht und in den exportierten Ordner</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmenten</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Everything, in one folder</source>
        <translation>Alles, in einem Ordner</translation>
    </message>
    <message>
        <source>Labeled file (CSV)</source>
        <translation>Datei mit Segmenten (CSV)</translation>
    </message>
    <message>
        <source>Labeled file (Excel)</source>
        <translation>Datei mit Segmenten (Excel)</translation>
    </message>
    <message>
        <source>Labeled file (Parquet)</source>
        <translation>Datei mit Segmenten (Parquet)</translation>
    </message>
    <message>
        <source>Clean table</source>
        <translation>Bereinigte Tabelle</translation>
    </message>
    <message>
        <source>Table of segments (CSV)</source>
        <translation>Tabelle der Segmente (CSV)</translation>
    </message>
    <message>
        <source>Report (web page)</source>
        <translation>Bericht (Webseite)</translation>
    </message>
    <message>
        <source>Settings (recipe)</source>
        <translation>Einstellungen (Rezept)</translation>
    </message>
    <message>
        <source>Model for new customers</source>
        <translation>Modell für neue Kunden</translation>
    </message>
    <message>
        <source>Compact model (no customers)</source>
        <translation>Kompaktes Modell (ohne Kunden)</translation>
    </message>
    <message>
        <source>How customers are placed (SQL, Excel)</source>
        <translation>Wie Kunden zugeordnet werden (SQL, Excel)</translation>
    </message>
    <message>
        <source>List (CSV): {title}</source>
        <translation>Liste (CSV): {title}</translation>
    </message>
    <message>
        <source>What to save</source>
        <translation>Was gespeichert wird</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message numerus="yes">
        <source>Everything, for all %Ln row(s)</source>
        <translation>
            <numerusform>Alles, für alle %Ln Zeile</numerusform>
            <numerusform>Alles, für alle %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Replace the earlier result of segdesk’s in this folder</source>
        <translation>Früheres Ergebnis von segdesk in diesem Ordner ersetzen</translation>
    </message>
    <message>
        <source>Labeled files</source>
        <translation>Dateien mit Segmenten</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <translation>Geben Sie einen Ordner an.</translation>
    </message>
    <message>
        <source>This folder holds other files. Name a new one.</source>
        <translation>Dieser Ordner enthält andere Dateien. Geben Sie einen neuen an.</translation>
    </message>
    <message>
        <source>This folder holds an earlier result. Name a new one, or replace it.</source>
        <translation>Dieser Ordner enthält ein früheres Ergebnis. Geben Sie einen neuen an, oder ersetzen Sie es.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Your file with three more columns: segment, name and confidence. Every cell stays as it was.</source>
        <translation>Ihre Datei mit drei weiteren Spalten: Segment, Name und Sicherheit. Jede Zelle bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>One row per customer: what was made of the orders, then segment, name and confidence.</source>
        <translation>Eine Zeile je Kunde: was aus den Bestellungen berechnet wurde, dann Segment, Name und Sicherheit.</translation>
    </message>
    <message>
        <source>Labeled files, table of segments, report, charts, model and settings, as one set.</source>
        <translation>Dateien mit Segmenten, Tabelle der Segmente, Bericht, Grafiken, Modell und Einstellungen, als ein Satz.</translation>
    </message>
    <message>
        <source>Your file with the segments, for data tools.</source>
        <translation>Ihre Datei mit den Segmenten, für Datenwerkzeuge.</translation>
    </message>
    <message>
        <source>The table as it was understood, for any other program: plain numbers, ISO dates, 1 and 0 for yes and no, one spelling per category, empty where nothing is known.</source>
        <translation>Die Tabelle, wie sie verstanden wurde, für jedes andere Programm: einfache Zahlen, ISO-Datumsangaben, 1 und 0 für Ja und Nein, eine Schreibweise je Kategorie, leer, wo nichts bekannt ist.</translation>
    </message>
    <message>
        <source>One row per segment: size, share, description and typical values.</source>
        <translation>Eine Zeile je Segment: Größe, Anteil, Beschreibung und typische Werte.</translation>
    </message>
    <message>
        <source>One page that explains the segments to others. It opens in any browser, without network.</source>
        <translation>Eine Seite, die anderen die Segmente erklärt. Sie öffnet sich in jedem Browser, ohne Netz.</translation>
    </message>
    <message>
        <source>All settings. The same settings on the same file give the same segments.</source>
        <translation>Alle Einstellungen. Dieselben Einstellungen ergeben mit derselben Datei dieselben Segmente.</translation>
    </message>
    <message>
        <source>Places next month’s customers into these segments (Assign a file). It holds no customer’s name.</source>
        <translation>Ordnet die Kunden des nächsten Monats diesen Segmenten zu (Datei zuordnen). Es enthält keinen Kundennamen.</translation>
    </message>
    <message>
        <source>Places next month’s customers nearly as the whole model does, with means of five customers and more instead of single ones: to be shared. How well is told when it is saved.</source>
        <translation>Ordnet die Kunden des nächsten Monats fast wie das ganze Modell zu, mit Mittelwerten von mindestens fünf Kunden statt einzelner: zum Weitergeben. Wie gut, wird beim Speichern gesagt.</translation>
    </message>
    <message>
        <source>What the model does with a customer, for databases, spreadsheets and programs without segdesk.</source>
        <translation>Was das Modell mit einem Kunden macht, für Datenbanken, Tabellenkalkulationen und Programme ohne segdesk.</translation>
    </message>
    <message>
        <source>Only the rows of the sample are in it.</source>
        <translation>Nur die Zeilen der Stichprobe sind darin.</translation>
    </message>
    <message>
        <source>The segments of all customers, found with these settings, as one set of files. All lines are read, which may take minutes; Esc stops it.</source>
        <translation>Die Segmente aller Kunden, mit diesen Einstellungen gefunden, als ein Satz von Dateien. Alle Zeilen werden gelesen, was Minuten dauern kann; Esc bricht es ab.</translation>
    </message>
    <message>
        <source>Every row of the file is placed in these segments, which were found on the sample; all of it as one set of files. It may take minutes; Esc stops it. Excel does not hold so many rows.</source>
        <translation>Jede Zeile der Datei wird in diese Segmente eingeordnet, die an der Stichprobe gefunden wurden; alles als ein Satz von Dateien. Das kann Minuten dauern; Esc bricht es ab. Excel fasst nicht so viele Zeilen.</translation>
    </message>
    <message>
        <source>What it holds of customers: {what}.</source>
        <translation>Was es von Kunden enthält: {what}.</translation>
    </message>
    <message>
        <source>Rules of the segments (SQL)</source>
        <translation>Regeln der Segmente (SQL)</translation>
    </message>
    <message>
        <source>Your file with the segments, cells typed, with sheets of the segments and of their rules.</source>
        <translation>Ihre Datei mit den Segmenten, mit Zahlen und Datumsangaben als solchen, und Blätter der Segmente und ihrer Regeln.</translation>
    </message>
    <message>
        <source>A short rule per segment as a CASE expression, for a database that holds the same columns.</source>
        <translation>Eine Kurzregel je Segment als CASE-Ausdruck, für eine Datenbank mit denselben Spalten.</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Tables ({endings})</source>
        <translation>Tabellen ({endings})</translation>
    </message>
    <message>
        <source>Run on another file</source>
        <translation>Auf eine andere Datei anwenden</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>Eingefügte Tabelle</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>segdesk projects (*.segdesk)</source>
        <translation>segdesk-Projekte (*.segdesk)</translation>
    </message>
    <message>
        <source>Text table (*.csv);;Excel workbook (*.xlsx);;Parquet (*.parquet)</source>
        <translation>Texttabelle (*.csv);;Excel-Arbeitsmappe (*.xlsx);;Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Save the clean table</source>
        <translation>Bereinigte Tabelle speichern</translation>
    </message>
    <message>
        <source>Recipes, reports, charts and labeled files ({endings})</source>
        <translation>Rezepte, Berichte, Diagramme und Dateien mit Segmenten ({endings})</translation>
    </message>
    <message>
        <source>Load settings</source>
        <translation>Einstellungen laden</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Rezepte (*.toml)</translation>
    </message>
    <message>
        <source>Tables, projects and models ({endings})</source>
        <translation>Tabellen, Projekte und Modelle ({endings})</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>FileOpenRequests</name>
    <message>
        <source>{file} opens when the work under way is done.</source>
        <translation>{file} wird geöffnet, sobald die laufende Arbeit fertig ist.</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{rows} and {columns}.</source>
        <translation>{rows} und {columns}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are a sample of the %Ln row(s) of the file.</source>
        <translation>
            <numerusform>Sie sind eine Stichprobe der %Ln Zeile der Datei.</numerusform>
            <numerusform>Sie sind eine Stichprobe der %Ln Zeilen der Datei.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} They make %Ln customer(s).</source>
        <translation>
            <numerusform>{size} Sie ergeben %Ln Kunden.</numerusform>
            <numerusform>{size} Sie ergeben %Ln Kunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>product category</source>
        <translation>Produktkategorie</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>date of the order</source>
        <translation>Bestelldatum</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht benötigt</translation>
    </message>
    <message>
        <source>of the customer</source>
        <translation>vom Kunden</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>money, {role}</source>
        <translation>Betrag, {role}</translation>
    </message>
    <message>
        <source>“{column}” is left out – {reason}.</source>
        <translation>„{column}“ ist ausgelassen – {reason}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more column(s) left out.</source>
        <translation>
            <numerusform>%Ln weitere Spalte ist ausgelassen.</numerusform>
            <numerusform>%Ln weitere Spalten sind ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>commas separate columns</source>
        <translation>Kommas trennen die Spalten</translation>
    </message>
    <message>
        <source>semicolons separate columns</source>
        <translation>Strichpunkte trennen die Spalten</translation>
    </message>
    <message>
        <source>tabs separate columns</source>
        <translation>Tabulatoren trennen die Spalten</translation>
    </message>
    <message>
        <source>vertical bars separate columns</source>
        <translation>senkrechte Striche trennen die Spalten</translation>
    </message>
    <message>
        <source>“{mark}” separates columns</source>
        <translation>„{mark}“ trennt die Spalten</translation>
    </message>
    <message>
        <source>numbers have a decimal comma</source>
        <translation>Zahlen haben ein Dezimalkomma</translation>
    </message>
    <message>
        <source>numbers have a decimal point</source>
        <translation>Zahlen haben einen Dezimalpunkt</translation>
    </message>
    <message>
        <source>dates are day-first</source>
        <translation>im Datum steht der Tag zuerst</translation>
    </message>
    <message>
        <source>dates are month-first</source>
        <translation>im Datum steht der Monat zuerst</translation>
    </message>
    <message>
        <source>dates are year-first</source>
        <translation>im Datum steht das Jahr zuerst</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>## From a file to a report

1. **Open** a file of customers (one row each) or of orders (many rows each). Check that the preview looks right.
2. **Columns**: those with a check mark decide which customers are alike. The others describe the segments afterwards.
3. **Find segments**. Left alone, segdesk chooses the preparation, the method and the number, and says why.
4. **Name and share**: F2 renames a segment everywhere. Export writes your file with the segments, a report and a model that places next month’s customers.

## Words

- **Fit**: how well customers sit in their segment, from −1 to 1. Above 0.5 is clear, under 0.25 means that segments run into each other.
- **Stability**: how much of a segment comes back when other customers of the same kind are drawn. Above 0.75 you can rely on it.
- **Verdict**: natural (gaps in the data part the segments), reproducible (no gaps, but the same segments come back), constructive (one useful division among many), none.
- **Unassigned**: customers that belong to no segment, number 0.

## Looking at it

Click a segment anywhere, or drag over the map: table, charts and list show the same customers. Shift adds, Ctrl takes away, Esc clears. Every chart can be copied, saved, or shown as a table.</source>
        <translation>## Von der Datei zum Bericht

1. **Öffnen** Sie eine Datei mit Kunden (je eine Zeile) oder mit Bestellungen (je viele Zeilen). Prüfen Sie, ob die Vorschau stimmt.
2. **Spalten**: Die mit Häkchen entscheiden, welche Kunden sich gleichen. Die anderen beschreiben die Segmente danach.
3. **Segmente finden**. Ohne weitere Angaben wählt segdesk die Vorbereitung, das Verfahren und die Zahl und sagt, warum.
4. **Benennen und teilen**: F2 benennt ein Segment überall um. Exportieren schreibt Ihre Datei mit den Segmenten, einen Bericht und ein Modell, das die Kunden des nächsten Monats zuordnet.

## Begriffe

- **Passung**: wie gut Kunden in ihr Segment passen, von −1 bis 1. Über 0,5 ist es klar, unter 0,25 gehen die Segmente ineinander über.
- **Stabilität**: wie viel von einem Segment wiederkehrt, wenn andere Kunden derselben Art gezogen werden. Ab 0,75 können Sie sich darauf verlassen.
- **Gruppenstruktur**: natürlich (Lücken in den Daten trennen die Segmente), reproduzierbar (keine Lücken, aber dieselben Segmente kehren wieder), konstruktiv (eine nützliche Einteilung unter vielen), keine.
- **Nicht zugeordnet**: Kunden, die zu keinem Segment gehören, Nummer 0.

## Ansehen

Klicken Sie irgendwo auf ein Segment, oder ziehen Sie auf der Karte: Tabelle, Grafiken und Liste zeigen dieselben Kunden. Umschalt ergänzt, Strg nimmt weg, Esc hebt auf. Jede Grafik lässt sich kopieren, speichern oder als Tabelle zeigen.</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Choose a result to go back to it, or two to compare them (Ctrl+click).</source>
        <translation>Wählen Sie ein Ergebnis, um zu ihm zurückzukehren, oder zwei, um sie zu vergleichen (Strg+Klick).</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Go back to it</source>
        <translation>&amp;Dorthin zurückkehren</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>&amp;Vergleichen…</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>This is the one that is shown.</source>
        <translation>Dies ist das gezeigte.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Set otherwise: {settings}</source>
        <translation>Anders eingestellt: {settings}</translation>
    </message>
    <message>
        <source>The same settings as the one that is shown.</source>
        <translation>Dieselben Einstellungen wie das gezeigte.</translation>
    </message>
</context>
<context>
    <name>JobLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>KeepDataDialog</name>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>A project keeps the settings, every result with its names and colours, and what was done by hand.</source>
        <translation>Ein Projekt enthält die Einstellungen, jedes Ergebnis mit Namen und Farben und alles, was von Hand gemacht wurde.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep the table in it, too (%Ln row(s), about {size})</source>
        <translation>
            <numerusform>Auch die &amp;Tabelle darin ablegen (%Ln Zeile, etwa {size})</numerusform>
            <numerusform>Auch die &amp;Tabelle darin ablegen (%Ln Zeilen, etwa {size})</numerusform>
        </translation>
    </message>
    <message>
        <source>With its table the project opens on any computer. Without it, it opens only as long as {file} lies where it is now and stays as it is.</source>
        <translation>Mit der Tabelle lässt sich das Projekt auf jedem Rechner öffnen. Ohne sie nur, solange {file} dort liegt, wo die Datei jetzt ist, und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>{file} is no file that could be read again.</source>
        <translation>{file} ist keine Datei, die erneut gelesen werden könnte.</translation>
    </message>
    <message>
        <source>Choose a name…</source>
        <translation>Namen wählen …</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Grafiken</translation>
    </message>
    <message>
        <source>Copy cells with headers</source>
        <translation>Zellen mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Arrow keys on a chart</source>
        <translation>Pfeiltasten auf einer Grafik</translation>
    </message>
    <message>
        <source>Select one segment after the other</source>
        <translation>Ein Segment nach dem anderen auswählen</translation>
    </message>
    <message>
        <source>+, −, 0 on the map</source>
        <translation>+, −, 0 auf der Karte</translation>
    </message>
    <message>
        <source>Enlarge it, show more, show all of it</source>
        <translation>Vergrößern, mehr zeigen, alles zeigen</translation>
    </message>
    <message>
        <source>Shift and arrow keys on the map</source>
        <translation>Umschalt- und Pfeiltasten auf der Karte</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>L on the map</source>
        <translation>L auf der Karte</translation>
    </message>
    <message>
        <source>Lasso: draw round customers; or arrow keys, space bar, Enter</source>
        <translation>Lasso: Kunden umfahren; oder Pfeiltasten, Leertaste, Eingabetaste</translation>
    </message>
    <message>
        <source>Up and down on the tree</source>
        <translation>Auf und ab im Baum</translation>
    </message>
    <message>
        <source>Move its cut</source>
        <translation>Seinen Schnitt verschieben</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>Name and unit of {column}</source>
        <translation>Name und Einheit von {column}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>&amp;Einheit</translation>
    </message>
    <message>
        <source>Use these names</source>
        <translation>Diese Namen verwenden</translation>
    </message>
    <message>
        <source>What the values mean; codes with a meaning count as categories.</source>
        <translation>Was die Werte bedeuten; Codes mit einer Bedeutung zählen als Kategorien.</translation>
    </message>
    <message>
        <source>Meanings of values</source>
        <translation>Bedeutungen der Werte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>name of {column}</source>
        <translation>Name von {column}</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Unsaved work</source>
        <translation>Nicht gespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Save what was done with “{name}”?</source>
        <translation>Soll gespeichert werden, was mit „{name}“ gemacht wurde?</translation>
    </message>
    <message>
        <source>Results, names and settings that are not saved are lost.</source>
        <translation>Ergebnisse, Namen und Einstellungen, die nicht gespeichert sind, gehen verloren.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Don’t save</source>
        <translation>&amp;Nicht speichern</translation>
    </message>
</context>
<context>
    <name>LevelsForm</name>
    <message>
        <source>Values of {column}</source>
        <translation>Werte von {column}</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
</context>
<context>
    <name>ListMenus</name>
    <message>
        <source>No recent files</source>
        <translation>Keine Dateien</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Noch keine Ergebnisse</translation>
    </message>
    <message numerus="yes">
        <source>{title}: %Ln customer(s)</source>
        <translation>
            <numerusform>{title}: %Ln Kunde</numerusform>
            <numerusform>{title}: %Ln Kunden</numerusform>
        </translation>
    </message>
    <message>
        <source>No lists yet</source>
        <translation>Noch keine Listen</translation>
    </message>
</context>
<context>
    <name>MakingActions</name>
    <message>
        <source>&amp;Name and unit…</source>
        <translation>&amp;Name und Einheit…</translation>
    </message>
    <message>
        <source>Only customers &amp;with…</source>
        <translation>Nur K&amp;unden mit…</translation>
    </message>
    <message>
        <source>Change the form&amp;ula…</source>
        <translation>For&amp;mel ändern…</translation>
    </message>
    <message>
        <source>Remove &amp;this column</source>
        <translation>Diese Spalte ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Merge values…</source>
        <translation>&amp;Werte zusammenfassen…</translation>
    </message>
    <message>
        <source>Or&amp;dered category…</source>
        <translation>Ge&amp;ordnete Kategorie…</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>C&amp;olour by</source>
        <translation>&amp;Farbe nach</translation>
    </message>
    <message>
        <source>Colour of the map</source>
        <translation>Farbe der Karte</translation>
    </message>
    <message>
        <source>Show more of the map (−)</source>
        <translation>Mehr von der Karte zeigen (−)</translation>
    </message>
    <message>
        <source>Enlarge the map (+)</source>
        <translation>Karte vergrößern (+)</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>Ganze Karte</translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation>Ganze Karte zeigen (0)</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Select customers by drawing round them (L)</source>
        <translation>Kunden auswählen, indem Sie sie umfahren (L)</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmenten</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>MatchForm</name>
    <message>
        <source>Columns of the file that the segments need</source>
        <translation>Spalten der Datei, die die Segmente brauchen</translation>
    </message>
    <message>
        <source>(choose a column)</source>
        <translation>(Spalte wählen)</translation>
    </message>
    <message>
        <source>“{name}” could be each of these columns: {columns}. Choose the right one.</source>
        <translation>„{name}“ könnte jede dieser Spalten sein: {columns}. Wählen Sie die richtige.</translation>
    </message>
    <message>
        <source>The file has no column “{name}”. Choose the one that holds it.</source>
        <translation>Die Datei hat keine Spalte „{name}“. Wählen Sie die Spalte, die das enthält.</translation>
    </message>
    <message>
        <source>The file has no column “{name}”. Is it “{near}”? Choose the one that holds it.</source>
        <translation>Die Datei hat keine Spalte „{name}“. Ist es „{near}“? Wählen Sie die Spalte, in der es steht.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a file of customers or orders</source>
        <translation>Eine Datei mit Kunden oder Bestellungen öffnen</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation>Tabelle &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Load settings…</source>
        <translation>Einstellungen &amp;laden…</translation>
    </message>
    <message>
        <source>Sa&amp;ve settings…</source>
        <translation>Einstellungen &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Save the labeled file, report, charts and model</source>
        <translation>Datei mit Segmenten, Bericht, Grafiken und Modell speichern</translation>
    </message>
    <message>
        <source>Repor&amp;t…</source>
        <translation>Be&amp;richt…</translation>
    </message>
    <message>
        <source>Open a &amp;database…</source>
        <translation>Datenba&amp;nk öffnen…</translation>
    </message>
    <message>
        <source>Open a table of a database on a server</source>
        <translation>Eine Tabelle einer Datenbank auf einem Server öffnen</translation>
    </message>
    <message>
        <source>&amp;Delete a customer…</source>
        <translation>Einen Kunden &amp;löschen …</translation>
    </message>
    <message>
        <source>Delete a customer from the project, its results and its copies</source>
        <translation>Einen Kunden aus dem Projekt, seinen Ergebnissen und Kopien löschen</translation>
    </message>
    <message>
        <source>Make a report for a board or for analysts, as PDF, web page, PowerPoint, Word or Excel</source>
        <translation>Einen Bericht für die Leitung oder für Analysten erstellen, als PDF, Webseite, PowerPoint, Word oder Excel</translation>
    </message>
    <message>
        <source>Clean ta&amp;ble…</source>
        <translation>Bereini&amp;gte Tabelle…</translation>
    </message>
    <message>
        <source>Save the table as it was understood, for any other program</source>
        <translation>Die Tabelle so speichern, wie sie verstanden wurde, für jedes andere Programm</translation>
    </message>
    <message>
        <source>Pr&amp;int chart…</source>
        <translation>Grafik &amp;drucken…</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>&amp;Voreinstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Copy cells with headers</source>
        <translation>Zellen mit Überschriften &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Search customers</source>
        <translation>Kunden &amp;suchen</translation>
    </message>
    <message>
        <source>C&amp;lear selection</source>
        <translation>&amp;Auswahl aufheben</translation>
    </message>
    <message>
        <source>&amp;Check your file</source>
        <translation>Datei &amp;prüfen</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>Histor&amp;y…</source>
        <translation>Ver&amp;lauf…</translation>
    </message>
    <message>
        <source>The latest results with a picture of each: go back to one, or compare two</source>
        <translation>Die letzten Ergebnisse mit je einem Bild: zu einem zurückkehren oder zwei vergleichen</translation>
    </message>
    <message>
        <source>Run on ano&amp;ther file…</source>
        <translation>Auf eine an&amp;dere Datei anwenden…</translation>
    </message>
    <message>
        <source>Find the segments of this month’s file with these settings; names and colours go over</source>
        <translation>Die Segmente der Datei dieses Monats mit diesen Einstellungen finden; Namen und Farben gehen über</translation>
    </message>
    <message>
        <source>Run on everythin&amp;g…</source>
        <translation>Auf alles an&amp;wenden…</translation>
    </message>
    <message>
        <source>Find the segments of all rows of a file that is open as a sample, and save them</source>
        <translation>Die Segmente aller Zeilen einer Datei finden, die als Stichprobe offen ist, und speichern</translation>
    </message>
    <message>
        <source>&amp;Track a folder…</source>
        <translation>&amp;Ordner verfolgen…</translation>
    </message>
    <message>
        <source>Follow customers from month to month: movement, retention, reasons</source>
        <translation>Kunden von Monat zu Monat verfolgen: Wechsel, Bindung, Gründe</translation>
    </message>
    <message>
        <source>Write a campai&amp;gn…</source>
        <translation>Kampagne schr&amp;eiben…</translation>
    </message>
    <message>
        <source>Lists of customers to write to, with a part held back to see what it brings</source>
        <translation>Listen von Kunden zum Anschreiben, mit einer Kontrollgruppe, die zeigt, was es bringt</translation>
    </message>
    <message>
        <source>What a campaign &amp;brought…</source>
        <translation>Was eine Kampa&amp;gne brachte…</translation>
    </message>
    <message>
        <source>Compare those who were written to with those who were held back</source>
        <translation>Angeschriebene Kunden mit der Kontrollgruppe vergleichen</translation>
    </message>
    <message>
        <source>Only customers &amp;with…</source>
        <translation>Nur Kunden &amp;mit…</translation>
    </message>
    <message>
        <source>Find segments among some customers only</source>
        <translation>Segmente nur unter einem Teil der Kunden finden</translation>
    </message>
    <message>
        <source>&amp;All customers again</source>
        <translation>Wieder &amp;alle Kunden</translation>
    </message>
    <message>
        <source>Co&amp;mpute a column…</source>
        <translation>Spalte &amp;berechnen…</translation>
    </message>
    <message>
        <source>A column computed from others</source>
        <translation>Eine aus anderen berechnete Spalte</translation>
    </message>
    <message>
        <source>&amp;Find segments</source>
        <translation>Segmente &amp;finden</translation>
    </message>
    <message>
        <source>Sa&amp;mple data</source>
        <translation>Beis&amp;pieldaten</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>Projekt spei&amp;chern</translation>
    </message>
    <message>
        <source>Save the project: settings, results, names and what was done by hand</source>
        <translation>Das Projekt speichern: Einstellungen, Ergebnisse, Namen und was von Hand gemacht wurde</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>Projekt speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>Stop the work, or clear the selection</source>
        <translation>Die Arbeit abbrechen oder die Auswahl aufheben</translation>
    </message>
    <message>
        <source>&amp;Rename segment</source>
        <translation>Segment &amp;umbenennen</translation>
    </message>
    <message>
        <source>Rename &amp;all…</source>
        <translation>&amp;Alle umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Which segment?</source>
        <translation>&amp;Welches Segment?</translation>
    </message>
    <message>
        <source>Place one customer</source>
        <translation>Einen Kunden zuordnen</translation>
    </message>
    <message>
        <source>Assign a &amp;file…</source>
        <translation>Datei &amp;zuordnen…</translation>
    </message>
    <message>
        <source>Place the customers of a file</source>
        <translation>Die Kunden einer Datei zuordnen</translation>
    </message>
    <message>
        <source>&amp;Earlier results</source>
        <translation>F&amp;rühere Ergebnisse</translation>
    </message>
    <message>
        <source>Langu&amp;age</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Anleitung</translation>
    </message>
    <message>
        <source>&amp;Help on this control</source>
        <translation>&amp;Hilfe zu diesem Element</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;About segdesk</source>
        <translation>Ü&amp;ber segdesk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Recent files</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Segments</source>
        <translation>&amp;Segmente</translation>
    </message>
    <message>
        <source>Select c&amp;ustomers</source>
        <translation>&amp;Kunden auswählen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>Gra&amp;fik</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Compare results…</source>
        <translation>Ergebnisse &amp;vergleichen…</translation>
    </message>
    <message>
        <source>Who moved between two results, and what was set otherwise</source>
        <translation>Wer zwischen zwei Ergebnissen wechselte und was anders eingestellt war</translation>
    </message>
</context>
<context>
    <name>MergeLevelsDialog</name>
    <message>
        <source>Merge values of {column}</source>
        <translation>Werte von {column} zusammenfassen</translation>
    </message>
    <message>
        <source>Drag a value onto another, or choose several and press Merge. They then count as one.</source>
        <translation>Ziehen Sie einen Wert auf einen anderen, oder wählen Sie mehrere und drücken Sie Zusammenfassen. Sie zählen dann als einer.</translation>
    </message>
    <message>
        <source>Values of {column}</source>
        <translation>Werte von {column}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Zusammenfassen</translation>
    </message>
    <message>
        <source>&amp;Take apart</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>&amp;Group rare ones</source>
        <translation>&amp;Seltene zusammenfassen</translation>
    </message>
    <message>
        <source>Values of less than 1% of the customers become one</source>
        <translation>Werte von weniger als 1% der Kunden werden einer</translation>
    </message>
    <message>
        <source>Use these values</source>
        <translation>Diese Werte verwenden</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>values of {column}</source>
        <translation>Werte von {column}</translation>
    </message>
</context>
<context>
    <name>NoChart</name>
    <message>
        <source>Find segments</source>
        <translation>Segmente finden</translation>
    </message>
    <message>
        <source>Choose other columns</source>
        <translation>Andere Spalten wählen</translation>
    </message>
    <message>
        <source>Choose columns, then find segments</source>
        <translation>Wählen Sie Spalten, dann finden Sie Segmente</translation>
    </message>
</context>
<context>
    <name>NotesList</name>
    <message>
        <source>Worth knowing ({count})</source>
        <translation>Gut zu wissen ({count})</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>There is too little memory for this. Close other programs, or use fewer columns.</source>
        <translation>Dafür reicht der Speicher nicht. Schließen Sie andere Programme, oder verwenden Sie weniger Spalten.</translation>
    </message>
    <message>
        <source>segdesk has a defect and could not finish this. Your file and your earlier result are unchanged.</source>
        <translation>segdesk hat einen Fehler und konnte dies nicht beenden. Ihre Datei und Ihr früheres Ergebnis sind unverändert.</translation>
    </message>
    <message>
        <source>{error}. Details are in {place}.</source>
        <translation>{error}. Einzelheiten stehen in {place}.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Kind of message</source>
        <translation>Art der Meldung</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Show setting</source>
        <translation>Einstellung zeigen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
</context>
<context>
    <name>NumbersForm</name>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
</context>
<context>
    <name>OpenDatabaseDialog</name>
    <message>
        <source>Open a database</source>
        <translation>Datenbank öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Goes to the server only; segdesk does not keep it.</source>
        <translation>Geht nur an den Server; segdesk bewahrt es nicht auf.</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Datenbank</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>A &amp;table or view</source>
        <translation>Eine &amp;Tabelle oder Sicht</translation>
    </message>
    <message>
        <source>The rows of a S&amp;ELECT</source>
        <translation>Die Zeilen eines S&amp;ELECT</translation>
    </message>
    <message>
        <source>Tables and views</source>
        <translation>Tabellen und Sichten</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s) and view(s) found</source>
        <translation>
            <numerusform>%Ln Tabelle oder Sicht gefunden</numerusform>
            <numerusform>%Ln Tabellen und Sichten gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} – view</source>
        <translation>{name} – Sicht</translation>
    </message>
    <message numerus="yes">
        <source>{name} – about %Ln row(s)</source>
        <translation>
            <numerusform>{name} – etwa %Ln Zeile</numerusform>
            <numerusform>{name} – etwa %Ln Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderLevelsDialog</name>
    <message>
        <source>Order of {column}</source>
        <translation>Reihenfolge von {column}</translation>
    </message>
    <message>
        <source>From low to high: drag the values, or move them with Alt and the arrow keys.</source>
        <translation>Von niedrig nach hoch: Ziehen Sie die Werte, oder verschieben Sie sie mit Alt und den Pfeiltasten.</translation>
    </message>
    <message>
        <source>Values from low to high</source>
        <translation>Werte von niedrig nach hoch</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Use this order</source>
        <translation>Diese Reihenfolge verwenden</translation>
    </message>
    <message>
        <source>order of {column}</source>
        <translation>Reihenfolge von {column}</translation>
    </message>
</context>
<context>
    <name>OrdersForm</name>
    <message>
        <source>This looks like a list of orders. Summarise it to one row per customer?</source>
        <translation>Das sieht nach einer Liste von Bestellungen aus. Zu einer Zeile je Kunde zusammenfassen?</translation>
    </message>
    <message>
        <source>Summarise to one row per customer</source>
        <translation>Zu einer Zeile je Kunde zusammenfassen</translation>
    </message>
    <message>
        <source>Keep one row per line</source>
        <translation>Jede Zeile einzeln lassen</translation>
    </message>
    <message>
        <source>Add a customers table…</source>
        <translation>Kundentabelle hinzufügen…</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Found: {reason}.</source>
        <translation>Erkannt: {reason}.</translation>
    </message>
    <message>
        <source>May be as well: {names}</source>
        <translation>Möglich wäre auch: {names}</translation>
    </message>
    <message>
        <source>Joined with {file}.</source>
        <translation>Verbunden mit {file}.</translation>
    </message>
    <message>
        <source>take nothing off</source>
        <translation>nichts abziehen</translation>
    </message>
    <message>
        <source>Add a customers table</source>
        <translation>Kundentabelle hinzufügen</translation>
    </message>
</context>
<context>
    <name>PageStack</name>
    <message>
        <source>Finding segments was stopped, because a file is opened.</source>
        <translation>Die Suche nach Segmenten wurde beendet, weil eine Datei geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>PlacingForm</name>
    <message>
        <source>SQL for DuckDB</source>
        <translation>SQL für DuckDB</translation>
    </message>
    <message>
        <source>SQL for PostgreSQL</source>
        <translation>SQL für PostgreSQL</translation>
    </message>
    <message>
        <source>SQL for Spark</source>
        <translation>SQL für Spark</translation>
    </message>
    <message>
        <source>SQL for other databases</source>
        <translation>SQL für andere Datenbanken</translation>
    </message>
    <message>
        <source>Workbook of formulas (Excel)</source>
        <translation>Arbeitsmappe mit Formeln (Excel)</translation>
    </message>
    <message>
        <source>Numbers for other programs (JSON)</source>
        <translation>Zahlen für andere Programme (JSON)</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Als</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>“Assign a file” places customers with this model.</source>
        <translation>„Datei zuordnen“ ordnet Kunden mit diesem Modell zu.</translation>
    </message>
    <message>
        <source>This method places customers by those nearest to them. Means of five customers and more will stand for them, as in the compact model; how well they do is told when the file is saved.</source>
        <translation>Diese Methode ordnet Kunden nach den nächstgelegenen zu. Für diese stehen dann Mittelwerte von mindestens fünf Kunden, wie im kompakten Modell; wie gut das gelingt, wird beim Speichern gesagt.</translation>
    </message>
    <message>
        <source>A workbook for colleagues without segdesk: they paste customers below the headings and read segment, name and confidence beside them. Its first sheet tells how. Customers that there is room for: {n}.</source>
        <translation>Eine Arbeitsmappe für Kollegen ohne segdesk: Sie fügen Kunden unter den Überschriften ein und lesen daneben Segment, Name und Sicherheit ab. Das erste Blatt sagt, wie. Kunden, für die Platz ist: {n}.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Voreinstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Quick results follow the settings by themselves</source>
        <translation>Schnelle Ergebnisse von selbst aktualisieren</translation>
    </message>
    <message>
        <source>Forget recent files</source>
        <translation>Zuletzt geöffnete Dateien vergessen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>&amp;Textgröße</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Lines as read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>A click on a heading changes what its column holds.</source>
        <translation>Ein Klick auf eine Überschrift ändert, was ihre Spalte enthält.</translation>
    </message>
    <message>
        <source>What became of the lines</source>
        <translation>Was aus den Zeilen wurde</translation>
    </message>
    <message numerus="yes">
        <source>Lines as read (%Ln)</source>
        <translation>
            <numerusform>Gelesene Zeilen (%Ln)</numerusform>
            <numerusform>Gelesene Zeilen (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Customers (%Ln)</source>
        <translation>
            <numerusform>Kunden (%Ln)</numerusform>
            <numerusform>Kunden (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>What “{column}” holds</source>
        <translation>Was „{column}“ enthält</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>{file} is open in another window. Close it there, or choose another name.</source>
        <translation>{file} ist in einem anderen Fenster geöffnet. Schließen Sie die Datei dort, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{file} is open in another window. This is a copy: saving asks for a name of its own.</source>
        <translation>{file} ist in einem anderen Fenster geöffnet. Dies ist eine Kopie: Beim Speichern wird nach einem eigenen Namen gefragt.</translation>
    </message>
    <message>
        <source>{file} has changed since it was read. The results shown are those of the earlier file.</source>
        <translation>{file} wurde seit dem Einlesen geändert. Gezeigt werden die Ergebnisse der früheren Datei.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>{file} gespeichert.</translation>
    </message>
    <message>
        <source>No copy of unsaved work can be kept: {reason} Save the project yourself.</source>
        <translation>Von nicht gespeicherter Arbeit kann keine Kopie abgelegt werden: {reason} Speichern Sie das Projekt selbst.</translation>
    </message>
    <message>
        <source>segdesk ended without “{name}” being saved. It can be restored as it was at {time}; what was done in the two minutes after that may be missing.</source>
        <translation>segdesk wurde beendet, ohne dass „{name}“ gespeichert war. Der Stand von {time} kann wiederhergestellt werden; was in den zwei Minuten danach gemacht wurde, fehlt möglicherweise.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>segdesk ended without work being saved, and no copy of it can be read. It lies in {file}.</source>
        <translation>segdesk wurde beendet, ohne dass die Arbeit gespeichert war, und keine Kopie davon lässt sich lesen. Sie liegt in {file}.</translation>
    </message>
</context>
<context>
    <name>ReadingForm</name>
    <message>
        <source>Run query</source>
        <translation>Abfrage ausführen</translation>
    </message>
    <message>
        <source>{name} – {rows} × {columns}</source>
        <translation>{name} – {rows} × {columns}</translation>
    </message>
    <message>
        <source>all sheets as one table</source>
        <translation>alle Blätter als eine Tabelle</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Strichpunkt</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>senkrechter Strich</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>point (1.5)</source>
        <translation>Punkt (1.5)</translation>
    </message>
    <message>
        <source>comma (1,5)</source>
        <translation>Komma (1,5)</translation>
    </message>
    <message>
        <source>day first (31.12.2026)</source>
        <translation>Tag zuerst (31.12.2026)</translation>
    </message>
    <message>
        <source>month first (12/31/2026)</source>
        <translation>Monat zuerst (12/31/2026)</translation>
    </message>
    <message>
        <source>year first (2026-12-31)</source>
        <translation>Jahr zuerst (2026-12-31)</translation>
    </message>
    <message>
        <source>found: {what}</source>
        <translation>erkannt: {what}</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>RecipeDialog</name>
    <message>
        <source>Made by segdesk</source>
        <translation>Von segdesk erstellt</translation>
    </message>
    <message>
        <source>“{file}” holds the settings that it was made with.</source>
        <translation>„{file}“ enthält die Einstellungen, mit denen die Datei entstand.</translation>
    </message>
    <message>
        <source>They can be used for the file that is open; Undo takes them back.</source>
        <translation>Sie lassen sich für die geöffnete Datei übernehmen; Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>They can be used for a file that you choose next.</source>
        <translation>Sie lassen sich für eine Datei übernehmen, die Sie als Nächstes wählen.</translation>
    </message>
    <message>
        <source>&amp;Use its settings</source>
        <translation>&amp;Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Open as a &amp;table</source>
        <translation>Als &amp;Tabelle öffnen</translation>
    </message>
</context>
<context>
    <name>RecipeOfExport</name>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Settings of {file} are in use.</source>
        <translation>Die Einstellungen aus {file} gelten nun.</translation>
    </message>
    <message>
        <source>load settings</source>
        <translation>Einstellungen laden</translation>
    </message>
</context>
<context>
    <name>RenameAllDialog</name>
    <message>
        <source>Rename all segments</source>
        <translation>Alle Segmente umbenennen</translation>
    </message>
    <message>
        <source>The names go into the labeled file, the report and the model.</source>
        <translation>Die Namen gehen in die Datei mit Segmenten, den Bericht und das Modell ein.</translation>
    </message>
    <message>
        <source>Segment {number} ({share})</source>
        <translation>Segment {number} ({share})</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Your note on the segment</source>
        <translation>Ihre Anmerkung zum Segment</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>F&amp;or</source>
        <translation>Fü&amp;r</translation>
    </message>
    <message>
        <source>Pa&amp;rts, in order</source>
        <translation>&amp;Teile, der Reihe nach</translation>
    </message>
    <message>
        <source>What &amp;changed since</source>
        <translation>Was sich geändert hat &amp;seit</translation>
    </message>
    <message>
        <source>What is chosen</source>
        <translation>Was gewählt wird</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>Was darin steht</translation>
    </message>
    <message>
        <source>Title, logo, colour</source>
        <translation>Titel, Logo, Farbe</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>A board: findings, segments, what to do</source>
        <translation>Leitung: Ergebnisse, Segmente, was zu tun ist</translation>
    </message>
    <message>
        <source>Analysts: the same with all evidence</source>
        <translation>Analysten: dasselbe mit allen Belegen</translation>
    </message>
    <message>
        <source>PDF, to mail and to print</source>
        <translation>PDF, zum Versenden und Drucken</translation>
    </message>
    <message>
        <source>Web page, for any browser</source>
        <translation>Webseite, für jeden Browser</translation>
    </message>
    <message>
        <source>PowerPoint, to show and change</source>
        <translation>PowerPoint, zum Zeigen und Ändern</translation>
    </message>
    <message>
        <source>Word, to edit</source>
        <translation>Word, zum Bearbeiten</translation>
    </message>
    <message>
        <source>Excel, to compute with</source>
        <translation>Excel, zum Rechnen</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>For&amp;mat</translation>
    </message>
    <message>
        <source>Your &amp;note on</source>
        <translation>Ihre A&amp;nmerkung zu</translation>
    </message>
    <message>
        <source>What it says; charts stand where their titles are</source>
        <translation>Was darin steht; Diagramme stehen bei ihren Titeln</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>That of the window</source>
        <translation>Die des Fensters</translation>
    </message>
    <message>
        <source>segdesk’s own blue</source>
        <translation>Das Blau von segdesk</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Choose a colour</source>
        <translation>Eine Farbe wählen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>Ein anderer Tag</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Choose a &amp;logo…</source>
        <translation>&amp;Logo wählen…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>E&amp;ntfernen</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Das Logo entfernen</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>V&amp;on</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Datum</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>&amp;Colour of headings</source>
        <translation>&amp;Farbe der Überschriften</translation>
    </message>
    <message>
        <source>Write a colour with six digits from 0 to F, such as #00AA55.</source>
        <translation>Schreiben Sie eine Farbe mit sechs Zeichen von 0 bis F, etwa #00AA55.</translation>
    </message>
    <message>
        <source>Colour of headings</source>
        <translation>Farbe der Überschriften</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>ReportParts</name>
    <message>
        <source>Parts of the report</source>
        <translation>Teile des Berichts</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
</context>
<context>
    <name>ReportPresets</name>
    <message>
        <source>Mor&amp;e</source>
        <translation>M&amp;ehr</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation>Mehr zu Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Keep these choices as…</source>
        <translation>Diese Wahl &amp;behalten als…</translation>
    </message>
    <message>
        <source>&amp;Save these choices in a file…</source>
        <translation>Diese Wahl in einer Datei &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Take choices from a file…</source>
        <translation>Wahl aus einer &amp;Datei übernehmen…</translation>
    </message>
    <message>
        <source>&amp;Delete this preset</source>
        <translation>Diese Vorlage &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>Your own choices</source>
        <translation>Eigene Wahl</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Name of the preset; one of the same name is replaced:</source>
        <translation>Name der Vorlage; eine gleichen Namens wird ersetzt:</translation>
    </message>
    <message>
        <source>Save these choices in a file</source>
        <translation>Diese Wahl in einer Datei speichern</translation>
    </message>
    <message>
        <source>Take choices from a file</source>
        <translation>Wahl aus einer Datei übernehmen</translation>
    </message>
</context>
<context>
    <name>ReportSince</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>The folder of an earlier run…</source>
        <translation>Ordner eines früheren Laufs…</translation>
    </message>
    <message>
        <source>What changed since</source>
        <translation>Was sich geändert hat seit</translation>
    </message>
    <message>
        <source>Choose the folder of an earlier run</source>
        <translation>Wählen Sie den Ordner eines früheren Laufs</translation>
    </message>
</context>
<context>
    <name>RunTitle</name>
    <message numerus="yes">
        <source>%Ln segment(s) by {method} from {columns}; fit {fit} (result {number})</source>
        <translation>
            <numerusform>%Ln Segment mit {method} aus {columns}; Passung {fit} (Ergebnis {number})</numerusform>
            <numerusform>%Ln Segmente mit {method} aus {columns}; Passung {fit} (Ergebnis {number})</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}, shaped by hand</source>
        <translation>{title}, von Hand geformt</translation>
    </message>
    <message numerus="yes">
        <source>{columns} and %Ln more</source>
        <translation>
            <numerusform>{columns} und %Ln weiteren</numerusform>
            <numerusform>{columns} und %Ln weiteren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search customers</source>
        <translation>Kunden suchen</translation>
    </message>
</context>
<context>
    <name>SegmentCard</name>
    <message>
        <source>The selected segment</source>
        <translation>Das ausgewählte Segment</translation>
    </message>
    <message>
        <source>Copy its list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copy its customers, those who bring most first, for a spreadsheet</source>
        <translation>Seine Kunden für eine Tabellenkalkulation kopieren, die ertragreichsten zuerst</translation>
    </message>
    <message>
        <source>Save its list…</source>
        <translation>Liste speichern…</translation>
    </message>
    <message>
        <source>Save its customers, those who bring most first, as a CSV file</source>
        <translation>Seine Kunden als CSV-Datei speichern, die ertragreichsten zuerst</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Was als Nächstes zu tun ist</translation>
    </message>
    <message>
        <source>What became of them</source>
        <translation>Was aus ihnen wurde</translation>
    </message>
    <message>
        <source>What became of the customers</source>
        <translation>Was aus den Kunden wurde</translation>
    </message>
    <message>
        <source>Rule of the segment</source>
        <translation>Regel des Segments</translation>
    </message>
    <message>
        <source>Rule: {rule}. {precision} of those it matches are right; it finds {coverage}.</source>
        <translation>Regel: {rule}. {precision} der Treffer sind richtig; sie findet {coverage}.</translation>
    </message>
</context>
<context>
    <name>SegmentLists</name>
    <message numerus="yes">
        <source>%Ln customer(s) are on the clipboard.</source>
        <translation>
            <numerusform>%Ln Kunde ist in der Zwischenablage.</numerusform>
            <numerusform>%Ln Kunden sind in der Zwischenablage.</numerusform>
        </translation>
    </message>
    <message>
        <source>The table of segments is on the clipboard.</source>
        <translation>Die Tabelle der Segmente ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Share of customers</source>
        <translation>Anteil der Kunden</translation>
    </message>
    <message>
        <source>Share of value</source>
        <translation>Anteil am Wert</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>Text table (*.csv)</source>
        <translation>Texttabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>SegmentRow</name>
    <message>
        <source>Name of the segment</source>
        <translation>Name des Segments</translation>
    </message>
    <message>
        <source>{name} (new)</source>
        <translation>{name} (neu)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln Kunde</numerusform>
            <numerusform>%Ln Kunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of value</source>
        <translation>{share} vom Wert</translation>
    </message>
    <message>
        <source>stability {stability}</source>
        <translation>Stabilität {stability}</translation>
    </message>
    <message>
        <source>stability {stability}, low</source>
        <translation>Stabilität {stability}, niedrig</translation>
    </message>
    <message>
        <source>made by hand</source>
        <translation>von Hand gemacht</translation>
    </message>
    <message>
        <source>{outcome}: {share}</source>
        <translation>{outcome}: {share}</translation>
    </message>
</context>
<context>
    <name>SegmentsModel</name>
    <message>
        <source>Segment {number}: {name}, {share} of customers</source>
        <translation>Segment {number}: {name}, {share} der Kunden</translation>
    </message>
</context>
<context>
    <name>SegmentsPane</name>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Most valuable first</source>
        <translation>Wertvollste zuerst</translation>
    </message>
    <message>
        <source>Order of the segments</source>
        <translation>Reihenfolge der Segmente</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Rename all…</source>
        <translation>Alle umbenennen…</translation>
    </message>
    <message>
        <source>In the order set by hand</source>
        <translation>In der von Hand gesetzten Reihenfolge</translation>
    </message>
    <message>
        <source>Still checking how good these segments are …</source>
        <translation>Wie gut diese Segmente sind, wird noch geprüft …</translation>
    </message>
    <message>
        <source>Verdict: not judged</source>
        <translation>Gruppenstruktur: nicht beurteilt</translation>
    </message>
    <message>
        <source>Verdict: {word}</source>
        <translation>Gruppenstruktur: {word}</translation>
    </message>
    <message>
        <source>Fit (silhouette {value}).</source>
        <translation>Passung (Silhouette {value}).</translation>
    </message>
    <message>
        <source>natural</source>
        <translation>natürlich</translation>
    </message>
    <message>
        <source>reproducible</source>
        <translation>reproduzierbar</translation>
    </message>
    <message>
        <source>constructive</source>
        <translation>konstruktiv</translation>
    </message>
    <message>
        <source>no structure</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Select its customers</source>
        <translation>Seine Kunden auswählen</translation>
    </message>
    <message>
        <source>Copy its list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Save its list…</source>
        <translation>Liste speichern…</translation>
    </message>
    <message>
        <source>Shape by hand</source>
        <translation>Von Hand formen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Select the customers that match its rule</source>
        <translation>Kunden auswählen, auf die seine Regel zutrifft</translation>
    </message>
    <message>
        <source>Copy its rule</source>
        <translation>Regel kopieren</translation>
    </message>
    <message>
        <source>Copy its rule as SQL</source>
        <translation>Regel als SQL kopieren</translation>
    </message>
</context>
<context>
    <name>SelectionLine</name>
    <message>
        <source>Show only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>Move to a segment…</source>
        <translation>In ein Segment verschieben…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s) selected</source>
        <translation>
            <numerusform>%Ln Kunde ausgewählt</numerusform>
            <numerusform>%Ln Kunden ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Find segments</source>
        <translation>Segmente finden</translation>
    </message>
    <message>
        <source>Update segments</source>
        <translation>Segmente aktualisieren</translation>
    </message>
    <message>
        <source>Columns to compare customers by</source>
        <translation>Spalten für den Vergleich der Kunden</translation>
    </message>
    <message>
        <source>How many segments?</source>
        <translation>Wie viele Segmente?</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>Automatisch wählen</translation>
    </message>
    <message>
        <source>I want exactly</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>Zahl der Segmente</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Expert settings</source>
        <translation>Experteneinstellungen</translation>
    </message>
    <message>
        <source>Expert settings in use</source>
        <translation>Experteneinstellungen aktiv</translation>
    </message>
    <message>
        <source>Reset expert settings</source>
        <translation>Auf Standard zurücksetzen</translation>
    </message>
    <message>
        <source>change of “{column}”</source>
        <translation>Änderung von „{column}“</translation>
    </message>
    <message>
        <source>number of segments</source>
        <translation>Zahl der Segmente</translation>
    </message>
    <message>
        <source>reset of expert settings</source>
        <translation>Zurücksetzen der Experteneinstellungen</translation>
    </message>
    <message>
        <source>Choose for me (found {k})</source>
        <translation>Automatisch (gefunden: {k})</translation>
    </message>
    <message>
        <source>Among {range}</source>
        <translation>Aus {range}</translation>
    </message>
    <message>
        <source>No column tells customers apart. Give one a check mark.</source>
        <translation>Keine Spalte unterscheidet die Kunden. Setzen Sie bei einer ein Häkchen.</translation>
    </message>
    <message>
        <source>{used} of {all} used.</source>
        <translation>{used} von {all} verwendet.</translation>
    </message>
    <message>
        <source>“{column}” is the identifier and is left out.</source>
        <translation>„{column}“ ist die Kennung und bleibt außen vor.</translation>
    </message>
    <message>
        <source>Empty cells are filled, extreme values softened, and all columns made to count equally.</source>
        <translation>Leere Zellen werden gefüllt, extreme Werte abgeschwächt, und alle Spalten zählen gleich viel.</translation>
    </message>
    <message numerus="yes">
        <source>Found by {method} on %Ln column(s).</source>
        <translation>
            <numerusform>Verfahren: {method}, %Ln Spalte.</numerusform>
            <numerusform>Verfahren: {method}, %Ln Spalten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shaping</name>
    <message>
        <source>&amp;Merge segments…</source>
        <translation>Segmente &amp;zusammenfassen…</translation>
    </message>
    <message>
        <source>&amp;Split segment…</source>
        <translation>Segment &amp;teilen…</translation>
    </message>
    <message>
        <source>Move the selected customers &amp;here</source>
        <translation>Ausgewählte Kunden &amp;hierher verschieben</translation>
    </message>
    <message>
        <source>&amp;Keep segments and find the rest anew…</source>
        <translation>Segmente &amp;behalten und den Rest neu finden…</translation>
    </message>
    <message>
        <source>Move segment &amp;up</source>
        <translation>Segment nach &amp;oben</translation>
    </message>
    <message>
        <source>Move segment &amp;down</source>
        <translation>Segment nach &amp;unten</translation>
    </message>
    <message>
        <source>S&amp;hape by hand</source>
        <translation>Von &amp;Hand formen</translation>
    </message>
    <message>
        <source>Mo&amp;ve the selected customers</source>
        <translation>Ausgewählte Kunden &amp;verschieben</translation>
    </message>
    <message>
        <source>Move to a segment</source>
        <translation>In ein Segment verschieben</translation>
    </message>
    <message>
        <source>Merge segments</source>
        <translation>Segmente zusammenfassen</translation>
    </message>
    <message>
        <source>The segments that are ticked become one.</source>
        <translation>Die angekreuzten Segmente werden eines.</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>Split segment {number}</source>
        <translation>Segment {number} teilen</translation>
    </message>
    <message>
        <source>Its customers are parted into groups that are as alike as can be (k-means within it).</source>
        <translation>Seine Kunden werden in möglichst einheitliche Gruppen geteilt (k-means innerhalb des Segments).</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Keep segments and find the rest anew</source>
        <translation>Segmente behalten und den Rest neu finden</translation>
    </message>
    <message>
        <source>The segments that are ticked stay as they are; all other customers are segmented anew.</source>
        <translation>Die angekreuzten Segmente bleiben, wie sie sind; alle anderen Kunden werden neu segmentiert.</translation>
    </message>
    <message>
        <source>Find the rest anew</source>
        <translation>Rest neu finden</translation>
    </message>
    <message>
        <source>Segments of the rest</source>
        <translation>Segmente des Rests</translation>
    </message>
    <message>
        <source>merge segments</source>
        <translation>Segmente zusammenfassen</translation>
    </message>
    <message>
        <source>split a segment</source>
        <translation>Segment teilen</translation>
    </message>
    <message>
        <source>keep segments, find the rest anew</source>
        <translation>Segmente behalten, Rest neu finden</translation>
    </message>
    <message>
        <source>move customers</source>
        <translation>Kunden verschieben</translation>
    </message>
    <message>
        <source>move a segment</source>
        <translation>Segment verschieben</translation>
    </message>
    <message>
        <source>Select customers first</source>
        <translation>Wählen Sie zuerst Kunden aus</translation>
    </message>
    <message>
        <source>Into a segment of their own</source>
        <translation>In ein eigenes Segment</translation>
    </message>
    <message>
        <source>Into {number}: {name}</source>
        <translation>In {number}: {name}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Run on everything…</source>
        <translation>Auf alles anwenden…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this (Esc)</source>
        <translation>Das abbrechen (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln Kunde</numerusform>
            <numerusform>%Ln Kunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) left out</source>
        <translation>
            <numerusform>%Ln Zeile ausgelassen</numerusform>
            <numerusform>%Ln Zeilen ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order line(s) left out</source>
        <translation>
            <numerusform>%Ln Bestellzeile ausgelassen</numerusform>
            <numerusform>%Ln Bestellzeilen ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sample: {n} of %Ln row(s)</source>
        <translation>
            <numerusform>Stichprobe: {n} von %Ln Zeile</numerusform>
            <numerusform>Stichprobe: {n} von %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Working. Press Escape to stop.</source>
        <translation>In Arbeit. Escape bricht ab.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) found: {names}</source>
        <translation>
            <numerusform>%Ln Segment gefunden: {names}</numerusform>
            <numerusform>%Ln Segmente gefunden: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>{stage} … about {time} left</source>
        <translation>{stage} … noch etwa {time}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusList</name>
    <message>
        <source>Count orders whose “{column}” is:</source>
        <translation>Bestellungen zählen, deren „{column}“ lautet:</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>irgendein Tag</translation>
    </message>
    <message numerus="yes">
        <source>{word} – %Ln line(s)</source>
        <translation>
            <numerusform>{word} – %Ln Zeile</numerusform>
            <numerusform>{word} – %Ln Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepsBar</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Name and share</source>
        <translation>Benennen und teilen</translation>
    </message>
    <message>
        <source>Step {number}: {text}</source>
        <translation>Schritt {number}: {text}</translation>
    </message>
    <message>
        <source>Out of date · Update (Ctrl+Enter)</source>
        <translation>Veraltet · Aktualisieren (Strg+Enter)</translation>
    </message>
    <message>
        <source>The result is out of date. Update</source>
        <translation>Das Ergebnis ist veraltet. Aktualisieren</translation>
    </message>
    <message>
        <source>✓ Up to date · {seconds} s</source>
        <translation>✓ Aktuell · {seconds} s</translation>
    </message>
</context>
<context>
    <name>TextForm</name>
    <message>
        <source>&amp;Contains</source>
        <translation>&amp;Enthält</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Columns with a check mark decide which customers are alike. Take one off, and find segments again.</source>
        <translation>Spalten mit Häkchen entscheiden, welche Kunden sich gleichen. Nehmen Sie eines weg, und finden Sie die Segmente neu.</translation>
    </message>
    <message>
        <source>The result: what sets each segment apart, and who matters. Click a segment to see its customers.</source>
        <translation>Das Ergebnis: was jedes Segment auszeichnet und wer am meisten zählt. Ein Klick auf ein Segment zeigt seine Kunden.</translation>
    </message>
    <message>
        <source>Each segment has a name. F2 or a double click gives it a better one, everywhere at once.</source>
        <translation>Jedes Segment hat einen Namen. F2 oder ein Doppelklick gibt ihm einen besseren, überall zugleich.</translation>
    </message>
    <message>
        <source>Export saves your file with the segments, a report to hand over, and a model for next month.</source>
        <translation>Exportieren speichert Ihre Datei mit den Segmenten, einen Bericht zum Weitergeben und ein Modell für den nächsten Monat.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>{step} von {steps}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>TrackFolderDialog</name>
    <message>
        <source>Track a folder</source>
        <translation>Ordner verfolgen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Choose a folder with one file of customers per month, named by its month, or a file of purchases with their dates. You can also drop it here.</source>
        <translation>Wählen Sie einen Ordner mit einer Kundendatei je Monat, nach dem Monat benannt, oder eine Datei mit Käufen und ihrem Datum. Sie können ihn auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Find segments in the first file, of purchases in the last month</source>
        <translation>Segmente in der ersten Datei suchen, bei Käufen im letzten Monat</translation>
    </message>
    <message>
        <source>The segments of the result on screen</source>
        <translation>Die Segmente des angezeigten Ergebnisses</translation>
    </message>
    <message>
        <source>The segments of a model…</source>
        <translation>Die Segmente eines Modells…</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Se&amp;gments</source>
        <translation>Se&amp;gmente</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Share of each segment</source>
        <translation>Anteil jedes Segments</translation>
    </message>
    <message>
        <source>Customers per period</source>
        <translation>Kunden je Zeitraum</translation>
    </message>
    <message>
        <source>Flow of customers</source>
        <translation>Kundenfluss</translation>
    </message>
    <message>
        <source>Who moved where</source>
        <translation>Wer wohin gewechselt ist</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Kundenbindung</translation>
    </message>
    <message>
        <source>Why they moved</source>
        <translation>Warum sie gewechselt haben</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file of purchases</source>
        <translation>Datei mit Käufen wählen</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tabellen ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.segdesk)</source>
        <translation>Modelle (*.segdesk)</translation>
    </message>
    <message>
        <source>The segments of {file}</source>
        <translation>Die Segmente von {file}</translation>
    </message>
    <message>
        <source>There is nothing to draw here.</source>
        <translation>Hier gibt es nichts zu zeichnen.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Gekommen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gegangen</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>Geblieben</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>{old} → {new}</source>
        <translation>{old} → {new}</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Wählen Sie, wohin der Ordner soll</translation>
    </message>
</context>
<context>
    <name>TreeCut</name>
    <message>
        <source>cut the tree into {number}</source>
        <translation>Baum in {number} schneiden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s)</source>
        <translation>
            <numerusform>%Ln Segment</numerusform>
            <numerusform>%Ln Segmente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypeMenu</name>
    <message>
        <source>&amp;Holds</source>
        <translation>&amp;Enthält</translation>
    </message>
</context>
<context>
    <name>UpliftDialog</name>
    <message>
        <source>What a campaign brought</source>
        <translation>Was eine Kampagne brachte</translation>
    </message>
    <message>
        <source>Choose a campaign that you saved, and a file of what happened since.</source>
        <translation>Wählen Sie eine gespeicherte Kampagne und eine Datei mit dem, was seitdem geschah.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Choose the &amp;campaign…</source>
        <translation>&amp;Kampagne wählen…</translation>
    </message>
    <message>
        <source>Choose the &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>What happened since</source>
        <translation>Was seitdem geschah</translation>
    </message>
    <message>
        <source>Who &amp;responded</source>
        <translation>Wer &amp;reagiert hat</translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation>&amp;Betrag</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Responses</source>
        <translation>Reaktionen</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Every figure</source>
        <translation>Alle Zahlen</translation>
    </message>
    <message>
        <source>Who stands in the file did</source>
        <translation>Wer in der Datei steht</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Choose the folder of a campaign</source>
        <translation>Wählen Sie den Ordner einer Kampagne</translation>
    </message>
    <message>
        <source>Choose a file of what happened since</source>
        <translation>Wählen Sie eine Datei mit dem, was seitdem geschah</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tabellen ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the column with the amounts above.</source>
        <translation>Wählen Sie oben die Spalte mit den Beträgen.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Responded</source>
        <translation>Reagiert</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Written to</source>
        <translation>Angeschrieben</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Kontrollgruppe</translation>
    </message>
    <message>
        <source>Of those written to</source>
        <translation>Von den Angeschriebenen</translation>
    </message>
    <message>
        <source>Of those held back</source>
        <translation>Von der Kontrollgruppe</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Wählen Sie, wohin der Ordner soll</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>&amp;Copy chart</source>
        <translation>Grafik &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save chart…</source>
        <translation>Grafik &amp;speichern…</translation>
    </message>
    <message>
        <source>Show chart as &amp;table</source>
        <translation>Grafik als &amp;Tabelle zeigen</translation>
    </message>
    <message>
        <source>&amp;Explore columns</source>
        <translation>Spalten anse&amp;hen</translation>
    </message>
    <message>
        <source>Look at any column by segment, or at two columns</source>
        <translation>Jede Spalte nach Segment ansehen, oder zwei Spalten</translation>
    </message>
    <message>
        <source>&amp;Settings pane</source>
        <translation>&amp;Einstellungsbereich</translation>
    </message>
    <message>
        <source>Se&amp;gments pane</source>
        <translation>Seg&amp;mentbereich</translation>
    </message>
    <message>
        <source>Customers pan&amp;e</source>
        <translation>K&amp;undentabelle</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Chart in the &amp;whole window</source>
        <translation>Diagramm &amp;im ganzen Fenster</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Pause automatic &amp;updates</source>
        <translation>&amp;Automatisch Aktualisieren aussetzen</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>&amp;Kleinerer Text</translation>
    </message>
    <message>
        <source>N&amp;ormal text</source>
        <translation>N&amp;ormaler Text</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop a customer file here</source>
        <translation>Ziehen Sie eine Kundendatei hierher</translation>
    </message>
    <message>
        <source>A table of customers, or of their orders: CSV, Excel, OpenDocument, Parquet or SQLite.
Your file is only read, and nothing leaves this computer.</source>
        <translation>Eine Tabelle mit Kunden oder ihren Bestellungen: CSV, Excel, OpenDocument, Parquet oder SQLite.
Ihre Datei wird nur gelesen, und nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Tabelle einfügen</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>From a file of customers to named segments in a minute</source>
        <translation>In einer Minute von der Kundendatei zu benannten Segmenten</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>{file} öffnen</translation>
    </message>
</context>
<context>
    <name>WhatIfBox</name>
    <message>
        <source>What would lead to</source>
        <translation>Was würde führen zu</translation>
    </message>
    <message>
        <source>(choose a segment)</source>
        <translation>(Segment wählen)</translation>
    </message>
    <message>
        <source>What would lead there</source>
        <translation>Was dorthin führen würde</translation>
    </message>
    <message>
        <source>Tick the columns that may change.</source>
        <translation>Kreuzen Sie die Spalten an, die sich ändern dürfen.</translation>
    </message>
</context>
<context>
    <name>WhichSegmentDialog</name>
    <message>
        <source>Which segment?</source>
        <translation>Welches Segment?</translation>
    </message>
    <message>
        <source>Describe one customer. The values shown are those of a typical one.</source>
        <translation>Beschreiben Sie einen Kunden. Gezeigt sind die Werte eines typischen Kunden.</translation>
    </message>
    <message>
        <source>May change</source>
        <translation>Darf sich ändern</translation>
    </message>
    <message>
        <source>{column} may change</source>
        <translation>{column} darf sich ändern</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>Unassigned: unlike every segment</source>
        <translation>Nicht zugeordnet: keinem Segment ähnlich</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugeordnet</translation>
    </message>
    <message>
        <source>Closest: {name}</source>
        <translation>Am nächsten: {name}</translation>
    </message>
    <message>
        <source>Second: {name}.</source>
        <translation>An zweiter Stelle: {name}.</translation>
    </message>
    <message>
        <source>Borderline: it could as well be the second.</source>
        <translation>Grenzfall: Es könnte ebenso gut das zweite sein.</translation>
    </message>
    <message>
        <source>Unlike anyone the segments were made from.</source>
        <translation>Anders als alle Kunden, aus denen die Segmente gebildet wurden.</translation>
    </message>
    <message>
        <source>What decides: {columns}.</source>
        <translation>Entscheidend: {columns}.</translation>
    </message>
</context>
<context>
    <name>_HeaderLine</name>
    <message>
        <source>no headings</source>
        <translation>keine Überschriften</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>found: no headings</source>
        <translation>erkannt: keine Überschriften</translation>
    </message>
    <message>
        <source>found: line {line}</source>
        <translation>erkannt: Zeile {line}</translation>
    </message>
</context>
</TS>
