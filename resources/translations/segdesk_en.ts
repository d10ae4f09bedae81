<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnotherFile</name>
    <message numerus="yes">
        <source>Found with the settings of {file}. %Ln of {k} segment(s) go on, with colours and given names.</source>
        <translation>
            <numerusform>Found with the settings of {file}. %Ln of {k} segment go on, with colours and given names.</numerusform>
            <numerusform>Found with the settings of {file}. %Ln of {k} segments go on, with colours and given names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s) written otherwise: {pairs}.</source>
        <translation>
            <numerusform>%Ln column written otherwise: {pairs}.</numerusform>
            <numerusform>%Ln columns written otherwise: {pairs}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignFileDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) as one table</source>
        <translation>
            <numerusform>%Ln file as one table</numerusform>
            <numerusform>%Ln files as one table</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Model: {name}, %n segment(s)</source>
        <translation>
            <numerusform>Model: {name}, %n segment</numerusform>
            <numerusform>Model: {name}, %n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConditionDialog</name>
    <message numerus="yes">
        <source>{count} of %Ln customer(s)</source>
        <translation>
            <numerusform>{count} of %Ln customer</numerusform>
            <numerusform>{count} of %Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message numerus="yes">
        <source>Saved %n file(s) in {folder}.</source>
        <translation>
            <numerusform>Saved %n file in {folder}.</numerusform>
            <numerusform>Saved %n files in {folder}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataHead</name>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln customer(s)</source>
        <translation>
            <numerusform>{shown} of %Ln customer</numerusform>
            <numerusform>{shown} of %Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message numerus="yes">
        <source>Only the first %Ln rows were copied.</source>
        <translation>
            <numerusform>Only the first row was copied.</numerusform>
            <numerusform>Only the first %Ln rows were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Everything, for all %Ln row(s)</source>
        <translation>
            <numerusform>Everything, for all %Ln row</numerusform>
            <numerusform>Everything, for all %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are a sample of the %Ln row(s) of the file.</source>
        <translation>
            <numerusform>They are a sample of the %Ln row of the file.</numerusform>
            <numerusform>They are a sample of the %Ln rows of the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} They make %Ln customer(s).</source>
        <translation>
            <numerusform>{size} They make %Ln customer.</numerusform>
            <numerusform>{size} They make %Ln customers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more column(s) left out.</source>
        <translation>
            <numerusform>%Ln more column left out.</numerusform>
            <numerusform>%Ln more columns left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepDataDialog</name>
    <message numerus="yes">
        <source>&amp;Keep the table in it, too (%Ln row(s), about {size})</source>
        <translation>
            <numerusform>&amp;Keep the table in it, too (%Ln row, about {size})</numerusform>
            <numerusform>&amp;Keep the table in it, too (%Ln rows, about {size})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListMenus</name>
    <message numerus="yes">
        <source>{title}: %Ln customer(s)</source>
        <translation>
            <numerusform>{title}: %Ln customer</numerusform>
            <numerusform>{title}: %Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenDatabaseDialog</name>
    <message numerus="yes">
        <source>%Ln table(s) and view(s) found</source>
        <translation>
            <numerusform>%Ln table or view found</numerusform>
            <numerusform>%Ln tables and views found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} – about %Ln row(s)</source>
        <translation>
            <numerusform>{name} – about %Ln row</numerusform>
            <numerusform>{name} – about %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message numerus="yes">
        <source>Lines as read (%Ln)</source>
        <translation>
            <numerusform>Lines as read (%Ln)</numerusform>
            <numerusform>Lines as read (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Customers (%Ln)</source>
        <translation>
            <numerusform>Customers (%Ln)</numerusform>
            <numerusform>Customers (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunTitle</name>
    <message numerus="yes">
        <source>%Ln segment(s) by {method} from {columns}; fit {fit} (result {number})</source>
        <translation>
            <numerusform>%Ln segment by {method} from {columns}; fit {fit} (result {number})</numerusform>
            <numerusform>%Ln segments by {method} from {columns}; fit {fit} (result {number})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{columns} and %Ln more</source>
        <translation>
            <numerusform>{columns} and %Ln more</numerusform>
            <numerusform>{columns} and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SegmentLists</name>
    <message numerus="yes">
        <source>%Ln customer(s) are on the clipboard.</source>
        <translation>
            <numerusform>%Ln customer are on the clipboard.</numerusform>
            <numerusform>%Ln customers are on the clipboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SegmentRow</name>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionLine</name>
    <message numerus="yes">
        <source>%Ln customer(s) selected</source>
        <translation>
            <numerusform>%Ln customer selected</numerusform>
            <numerusform>%Ln customers selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message numerus="yes">
        <source>Found by {method} on %Ln column(s).</source>
        <translation>
            <numerusform>Found by {method} on %Ln column.</numerusform>
            <numerusform>Found by {method} on %Ln columns.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) left out</source>
        <translation>
            <numerusform>%Ln row left out</numerusform>
            <numerusform>%Ln rows left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order line(s) left out</source>
        <translation>
            <numerusform>%Ln order line left out</numerusform>
            <numerusform>%Ln order lines left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sample: {n} of %Ln row(s)</source>
        <translation>
            <numerusform>Sample: {n} of %Ln row</numerusform>
            <numerusform>Sample: {n} of %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) found: {names}</source>
        <translation>
            <numerusform>%Ln segment found: {names}</numerusform>
            <numerusform>%Ln segments found: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusList</name>
    <message numerus="yes">
        <source>{word} – %Ln line(s)</source>
        <translation>
            <numerusform>{word} – %Ln line</numerusform>
            <numerusform>{word} – %Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TreeCut</name>
    <message numerus="yes">
        <source>%Ln segment(s)</source>
        <translation>
            <numerusform>%Ln segment</numerusform>
            <numerusform>%Ln segments</numerusform>
        </translation>
    </message>
</context>
</TS>
