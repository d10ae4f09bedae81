<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About segdesk</source>
        <translation>Acerca de segdesk</translation>
    </message>
    <message>
        <source>Customer segmentation on your own computer. Nothing is sent anywhere.

segdesk is free software under the MIT licence. It uses Qt {qt} (LGPL), pandas, scikit-learn, SciPy, NumPy and matplotlib.</source>
        <translation>Segmentación de clientes en su propio equipo. No se envía nada a ninguna parte.

segdesk es software libre con licencia MIT. Usa Qt {qt} (LGPL), pandas, scikit-learn, SciPy, NumPy y matplotlib.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licencias</translation>
    </message>
</context>
<context>
    <name>AnotherFile</name>
    <message numerus="yes">
        <source>Found with the settings of {file}. %Ln of {k} segment(s) go on, with colours and given names.</source>
        <translation>
            <numerusform>Encontrado con la configuración de {file}. %Ln de {k} segmentos continúa, con su color y el nombre dado.</numerusform>
            <numerusform>Encontrado con la configuración de {file}. %Ln de {k} segmentos continúan, con sus colores y los nombres dados.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{now}” is “{name}”</source>
        <translation>«{now}» es «{name}»</translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s) written otherwise: {pairs}.</source>
        <translation>
            <numerusform>%Ln columna escrita de otro modo: {pairs}.</numerusform>
            <numerusform>%Ln columnas escritas de otro modo: {pairs}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>AssignFileDialog</name>
    <message>
        <source>Assign a file</source>
        <translation>Asignar un archivo</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Elegir un modelo…</translation>
    </message>
    <message>
        <source>Drop a file of customers here, or several, or choose them.</source>
        <translation>Suelte aquí uno o varios archivos de clientes, o elíjalos.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Elija primero un modelo.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) as one table</source>
        <translation>
            <numerusform>%Ln archivo como una sola tabla</numerusform>
            <numerusform>%Ln archivos como una sola tabla</numerusform>
        </translation>
    </message>
    <message>
        <source>the result on screen</source>
        <translation>el resultado en pantalla</translation>
    </message>
    <message>
        <source>No model yet: choose the model.segdesk of an earlier result.</source>
        <translation>Aún no hay modelo: elija el model.segdesk de un resultado anterior.</translation>
    </message>
    <message numerus="yes">
        <source>Model: {name}, %n segment(s)</source>
        <translation>
            <numerusform>Modelo: {name}, %n segmento</numerusform>
            <numerusform>Modelo: {name}, %n segmentos</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Elegir un modelo</translation>
    </message>
    <message>
        <source>Models (*.segdesk)</source>
        <translation>Modelos (*.segdesk)</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tablas ({endings});;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose a file, or several</source>
        <translation>Elegir uno o varios archivos</translation>
    </message>
    <message>
        <source>Saving reads the whole file and places everyone. That may take minutes; Esc stops it.</source>
        <translation>Al guardar se lee todo el archivo y se asigna a todos. Puede durar minutos; Esc lo detiene.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Detenido. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Unassigned: {count}</source>
        <translation>Sin asignar: {count}</translation>
    </message>
    <message>
        <source>CSV file (*.csv);;Excel workbook (*.xlsx);;Parquet file (*.parquet)</source>
        <translation>Archivo CSV (*.csv);;Libro de Excel (*.xlsx);;Archivo Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>CSV file (*.csv);;Parquet file (*.parquet)</source>
        <translation>Archivo CSV (*.csv);;Archivo Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>Se guardó {file}.</translation>
    </message>
</context>
<context>
    <name>CampaignDialog</name>
    <message>
        <source>Write a campaign</source>
        <translation>Escribir una campaña</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>Customers of the campaign</source>
        <translation>Clientes de la campaña</translation>
    </message>
    <message>
        <source>What this makes</source>
        <translation>Lo que resulta</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>A plain table, for any program</source>
        <translation>Tabla sencilla, para cualquier programa</translation>
    </message>
    <message>
        <source>Write &amp;to</source>
        <translation>&amp;Escribir a</translation>
    </message>
    <message>
        <source>Lists &amp;for</source>
        <translation>Listas &amp;para</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Columnas</translation>
    </message>
    <message>
        <source>&amp;Held back, to see what it brings</source>
        <translation>&amp;Grupo de control, para medir el efecto</translation>
    </message>
    <message>
        <source>&amp;Responds anyway, about</source>
        <translation>&amp;Responde de todos modos, aprox.</translation>
    </message>
    <message>
        <source>Choose at least one segment.</source>
        <translation>Elija al menos un segmento.</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>To be written to</source>
        <translation>A contactar</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Grupo de control</translation>
    </message>
    <message>
        <source>Shows from</source>
        <translation>Se nota desde</translation>
    </message>
    <message>
        <source>{points} points more</source>
        <translation>{points} puntos más</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Elija dónde poner la carpeta</translation>
    </message>
</context>
<context>
    <name>ChartPane</name>
    <message>
        <source>Explore</source>
        <translation>Explorar</translation>
    </message>
    <message>
        <source>Look at any column by segment, or at two columns</source>
        <translation>Mirar cualquier columna por segmento, o dos columnas</translation>
    </message>
    <message>
        <source>“{column}” can’t be looked at by segment: it holds texts or identifiers.</source>
        <translation>«{column}» no se puede mirar por segmento: contiene textos o identificadores.</translation>
    </message>
    <message>
        <source>into the report</source>
        <translation>al informe</translation>
    </message>
    <message>
        <source>out of the report</source>
        <translation>fuera del informe</translation>
    </message>
    <message>
        <source>The table has no column that can be looked at.</source>
        <translation>La tabla no tiene ninguna columna que se pueda mirar.</translation>
    </message>
    <message>
        <source>The chart is on the clipboard.</source>
        <translation>El gráfico está en el portapapeles.</translation>
    </message>
    <message>
        <source>The chart’s numbers are on the clipboard.</source>
        <translation>Las cifras del gráfico están en el portapapeles.</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)</source>
        <translation>Imagen PNG (*.png);;Dibujo SVG (*.svg);;Documento PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Guardar gráfico</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>Se guardó {file}.</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>Copiar &amp;datos</translation>
    </message>
</context>
<context>
    <name>ChartTableDialog</name>
    <message>
        <source>The first {shown} of {all} rows; Copy takes all.</source>
        <translation>Las primeras {shown} de {all} filas; al copiar se toman todas.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>ChartTabs</name>
    <message>
        <source>Charts</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>More charts</source>
        <translation>Más gráficos</translation>
    </message>
    <message>
        <source>Charts for which there is no room here</source>
        <translation>Gráficos para los que aquí no hay sitio</translation>
    </message>
</context>
<context>
    <name>CheckLayout</name>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Open another file…</source>
        <translation>Abrir otro archivo…</translation>
    </message>
    <message>
        <source>Looks right</source>
        <translation>Es correcto</translation>
    </message>
    <message>
        <source>Check your file: {name}</source>
        <translation>Compruebe su archivo: {name}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>Cómo se lee el archivo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
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
        <translation>automático</translation>
    </message>
    <message>
        <source>found: {what}</source>
        <translation>detectado: {what}</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>ninguna detectada</translation>
    </message>
</context>
<context>
    <name>ColumnDialogs</name>
    <message>
        <source>taking a condition away</source>
        <translation>quitar una condición</translation>
    </message>
    <message>
        <source>taking all conditions away</source>
        <translation>quitar todas las condiciones</translation>
    </message>
    <message>
        <source>removal of “{column}”</source>
        <translation>quitar «{column}»</translation>
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
        <translation>Valor</translation>
    </message>
    <message>
        <source>{count} ({percent}%)</source>
        <translation>{count} ({percent}&#xa0;%)</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Celdas vacías</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Valores distintos</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>El más pequeño</translation>
    </message>
    <message>
        <source>A quarter lie below</source>
        <translation>Un cuarto por debajo</translation>
    </message>
    <message>
        <source>Half lie below</source>
        <translation>La mitad por debajo</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>A quarter lie above</source>
        <translation>Un cuarto por encima</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>El más grande</translation>
    </message>
    <message>
        <source>Most customers lie between {low} and {high}.</source>
        <translation>La mayoría de los clientes está entre {low} y {high}.</translation>
    </message>
</context>
<context>
    <name>ColumnFigures</name>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
</context>
<context>
    <name>ColumnLabels</name>
    <message>
        <source>forms segments</source>
        <translation>forma segmentos</translation>
    </message>
    <message>
        <source>describes</source>
        <translation>describe</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>resultado</translation>
    </message>
    <message>
        <source>identifier</source>
        <translation>identificador</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>excluida</translation>
    </message>
    <message>
        <source>Forms segments</source>
        <translation>Forma segmentos</translation>
    </message>
    <message>
        <source>Describes</source>
        <translation>Describe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>{type} in {unit}</source>
        <translation>{type} en {unit}</translation>
    </message>
    <message>
        <source>{share} empty</source>
        <translation>{share} vacías</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Column</source>
        <translation>Columna</translation>
    </message>
    <message>
        <source>Sort &amp;rising</source>
        <translation>Orden &amp;ascendente</translation>
    </message>
    <message>
        <source>Sort &amp;falling</source>
        <translation>Orden &amp;descendente</translation>
    </message>
    <message>
        <source>&amp;Order of the file</source>
        <translation>&amp;Orden del archivo</translation>
    </message>
    <message>
        <source>Column &amp;statistics</source>
        <translation>&amp;Estadísticas</translation>
    </message>
    <message>
        <source>&amp;Look at it by segment</source>
        <translation>&amp;Mirarla por segmento</translation>
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
        <translation>Columnas para comparar clientes</translation>
    </message>
    <message>
        <source>A check mark means that the column forms segments. Right click for other roles, of several too.</source>
        <translation>Una marca significa que la columna forma segmentos. Clic derecho para otras funciones, también de varias.</translation>
    </message>
</context>
<context>
    <name>CompareResultsDialog</name>
    <message>
        <source>Compare results</source>
        <translation>Comparar resultados</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;A</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Who moved where</source>
        <translation>Quién cambió y adónde</translation>
    </message>
    <message>
        <source>Change of size</source>
        <translation>Cambio de tamaño</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>Ajustes distintos</translation>
    </message>
    <message>
        <source>Flow of customers</source>
        <translation>Flujo de clientes</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flujo</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>stayed</source>
        <translation>sigue</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>cambió</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Matching segment</source>
        <translation>Segmento equivalente</translation>
    </message>
    <message>
        <source>Why they moved</source>
        <translation>Por qué cambiaron</translation>
    </message>
    <message>
        <source>A labeled file…</source>
        <translation>Un archivo etiquetado…</translation>
    </message>
    <message>
        <source>Choose what to compare with</source>
        <translation>Elija con qué comparar</translation>
    </message>
    <message>
        <source>Choose a labeled file</source>
        <translation>Elegir un archivo etiquetado</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tablas ({endings});;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose an earlier result, or a labeled file, to compare with.</source>
        <translation>Elija un resultado anterior o un archivo etiquetado con el que comparar.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuevo</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>ya no existe</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Customers before</source>
        <translation>Clientes antes</translation>
    </message>
    <message>
        <source>Customers now</source>
        <translation>Clientes ahora</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>The settings are the same.</source>
        <translation>Los ajustes son los mismos.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ajuste</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>The flow can be drawn for up to {most} segments on either side.</source>
        <translation>El flujo se puede dibujar con hasta {most} segmentos a cada lado.</translation>
    </message>
    <message>
        <source>{share} of customers stayed in a matching segment.</source>
        <translation>El {share} de los clientes sigue en un segmento equivalente.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elija una carpeta</translation>
    </message>
</context>
<context>
    <name>ComputeDialog</name>
    <message>
        <source>Compute a column</source>
        <translation>Calcular una columna</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Formula</source>
        <translation>&amp;Fórmula</translation>
    </message>
    <message>
        <source>Compute column</source>
        <translation>Calcular columna</translation>
    </message>
    <message>
        <source>Change column</source>
        <translation>Cambiar columna</translation>
    </message>
    <message>
        <source>Columns and functions</source>
        <translation>Columnas y funciones</translation>
    </message>
    <message>
        <source>Return or a double click puts it into the formula.</source>
        <translation>Intro o un doble clic lo pone en la fórmula.</translation>
    </message>
    <message>
        <source>For example: ratio(spend, orders), or if(age &gt;= 65, &apos;senior&apos;, &apos;other&apos;)</source>
        <translation>Por ejemplo: ratio(spend, orders), o if(age &gt;= 65, &apos;senior&apos;, &apos;other&apos;)</translation>
    </message>
    <message>
        <source>Give the column a name.</source>
        <translation>Dé un nombre a la columna.</translation>
    </message>
    <message>
        <source>There is a column of this name already.</source>
        <translation>Ya hay una columna con este nombre.</translation>
    </message>
    <message>
        <source>computed column “{column}”</source>
        <translation>columna calculada «{column}»</translation>
    </message>
</context>
<context>
    <name>ConditionChips</name>
    <message>
        <source>Conditions in force</source>
        <translation>Condiciones vigentes</translation>
    </message>
    <message>
        <source>Only customers with</source>
        <translation>Solo clientes con</translation>
    </message>
    <message>
        <source>Change the condition {condition}</source>
        <translation>Cambiar la condición {condition}</translation>
    </message>
    <message>
        <source>Take this condition away</source>
        <translation>Quitar esta condición</translation>
    </message>
    <message>
        <source>Take away the condition {condition}</source>
        <translation>Quitar la condición {condition}</translation>
    </message>
</context>
<context>
    <name>ConditionDialog</name>
    <message>
        <source>Only customers with…</source>
        <translation>Solo clientes con…</translation>
    </message>
    <message>
        <source>The condition as text. It can be changed and joined with and, or, not.</source>
        <translation>La condición como texto. Puede cambiarse y unirse con and, or, not.</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>&amp;Columna</translation>
    </message>
    <message>
        <source>As &amp;text</source>
        <translation>Como &amp;texto</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Añadir condición</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Cambiar condición</translation>
    </message>
    <message>
        <source>Choose what customers must have to take part.</source>
        <translation>Elija qué deben tener los clientes para participar.</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %Ln customer(s)</source>
        <translation>
            <numerusform>{count} de %Ln cliente</numerusform>
            <numerusform>{count} de %Ln clientes</numerusform>
        </translation>
    </message>
    <message>
        <source>condition</source>
        <translation>condición</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>Also customers without a &amp;value</source>
        <translation>También clientes sin &amp;valor</translation>
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
        <translation>Se está guardando un archivo. Espere a que termine o deténgalo con Esc.</translation>
    </message>
    <message>
        <source>Found anew, without what was done to segments by hand. Undo brings that back.</source>
        <translation>Encontrados de nuevo, sin lo que se hizo a mano en los segmentos. Deshacer lo recupera.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Stopped. Your earlier result is unchanged.</source>
        <translation>Detenido. Su resultado anterior no ha cambiado.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Detenido. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>cambio de nombre</translation>
    </message>
    <message>
        <source>change colour</source>
        <translation>cambio de color</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n file(s) in {folder}.</source>
        <translation>
            <numerusform>Se guardó %n archivo en {folder}.</numerusform>
            <numerusform>Se guardaron %n archivos en {folder}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>Se guardó {file}.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Ver en la carpeta</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Abrir informe</translation>
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
        <translation>sin celdas vacías</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacía</translation>
    </message>
    <message>
        <source>“{text}” counts as empty</source>
        <translation>«{text}» cuenta como vacía</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Segment that each customer is in</source>
        <translation>Segmento al que pertenece cada cliente</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Sin asignar</translation>
    </message>
</context>
<context>
    <name>CustomersForm</name>
    <message>
        <source>Which column is what</source>
        <translation>Qué es cada columna</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>none: number the rows</source>
        <translation>ninguna: numerar las filas</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>May be as well: {names}</source>
        <translation>También puede ser: {names}</translation>
    </message>
</context>
<context>
    <name>DataHead</name>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filtrar…</translation>
    </message>
    <message>
        <source>Find segments among some customers only</source>
        <translation>Buscar segmentos solo entre algunos clientes</translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation>&amp;Mostrar:</translation>
    </message>
    <message>
        <source>Customers to show</source>
        <translation>Clientes mostrados</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>Todos los clientes</translation>
    </message>
    <message>
        <source>Selected customers</source>
        <translation>Seleccionados</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln cliente</numerusform>
            <numerusform>%Ln clientes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln customer(s)</source>
        <translation>
            <numerusform>{shown} de %Ln cliente</numerusform>
            <numerusform>{shown} de %Ln clientes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>Mostrar la tabla</translation>
    </message>
    <message>
        <source>Fold the table</source>
        <translation>Plegar la tabla</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln rows were copied.</source>
        <translation>
            <numerusform>Solo se copió la primera fila.</numerusform>
            <numerusform>Solo se copiaron las primeras %Ln filas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Sin asignar</translation>
    </message>
</context>
<context>
    <name>DatesForm</name>
    <message>
        <source>&amp;Between two days</source>
        <translation>&amp;Entre dos días</translation>
    </message>
    <message>
        <source>In the &amp;last</source>
        <translation>En los ú&amp;ltimos</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cuántos</translation>
    </message>
    <message>
        <source>Years, months or days</source>
        <translation>Años, meses o días</translation>
    </message>
    <message>
        <source>years before the latest day</source>
        <translation>años antes del último día</translation>
    </message>
    <message>
        <source>months before the latest day</source>
        <translation>meses antes del último día</translation>
    </message>
    <message>
        <source>days before the latest day</source>
        <translation>días antes del último día</translation>
    </message>
</context>
<context>
    <name>DeleteCustomerDialog</name>
    <message>
        <source>Delete a customer</source>
        <translation>Borrar a un cliente</translation>
    </message>
    <message>
        <source>&amp;Identifier of the customer, as it stands in the table</source>
        <translation>&amp;Identificador del cliente, tal como figura en la tabla</translation>
    </message>
    <message>
        <source>The customer goes from the table, the project’s file and every copy that segdesk keeps. All results are found again without the customer; names are kept. This cannot be undone. The source file and what was exported stay as they are.</source>
        <translation>Se quita al cliente de la tabla, del archivo del proyecto y de todas las copias que guarda segdesk. Todos los resultados se vuelven a obtener sin él; los nombres se conservan. Esto no se puede deshacer. El archivo de origen y lo exportado quedan como están.</translation>
    </message>
    <message>
        <source>Delete customer</source>
        <translation>Borrar al cliente</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>These segments are still being checked.</source>
        <translation>Estos segmentos aún se están comprobando.</translation>
    </message>
    <message>
        <source>choices for the report</source>
        <translation>opciones del informe</translation>
    </message>
    <message>
        <source>find segments</source>
        <translation>búsqueda de segmentos</translation>
    </message>
    <message>
        <source>return to run {number}</source>
        <translation>vuelta a la ejecución {number}</translation>
    </message>
    <message>
        <source>settings of run {number}</source>
        <translation>ajustes de la ejecución {number}</translation>
    </message>
    <message>
        <source>return to an earlier run</source>
        <translation>vuelta a una ejecución anterior</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Found for me</source>
        <translation>Automático</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No customer matches “{text}”</source>
        <translation>Ningún cliente coincide con «{text}»</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Borrar búsqueda</translation>
    </message>
    <message>
        <source>No customers to show here</source>
        <translation>No hay clientes que mostrar aquí</translation>
    </message>
    <message>
        <source>Show all customers</source>
        <translation>Mostrar todos los clientes</translation>
    </message>
</context>
<context>
    <name>ExpertSettings</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <source>RFM rules</source>
        <translation>Reglas RFM</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>change of “{setting}”</source>
        <translation>cambio de «{setting}»</translation>
    </message>
</context>
<context>
    <name>ExploreBar</name>
    <message>
        <source>&amp;Column</source>
        <translation>&amp;Columna</translation>
    </message>
    <message>
        <source>&amp;by</source>
        <translation>&amp;por</translation>
    </message>
    <message>
        <source>s&amp;hown as</source>
        <translation>com&amp;o</translation>
    </message>
    <message>
        <source>In the &amp;report</source>
        <translation>En el infor&amp;me</translation>
    </message>
    <message>
        <source>Chart and table come into the report and the exported folder</source>
        <translation>El gráfico y la tabla van al informe y a la carpeta exportada</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Everything, in one folder</source>
        <translation>Todo, en una carpeta</translation>
    </message>
    <message>
        <source>Labeled file (CSV)</source>
        <translation>Archivo con segmentos (CSV)</translation>
    </message>
    <message>
        <source>Labeled file (Excel)</source>
        <translation>Archivo con segmentos (Excel)</translation>
    </message>
    <message>
        <source>Labeled file (Parquet)</source>
        <translation>Archivo con segmentos (Parquet)</translation>
    </message>
    <message>
        <source>Clean table</source>
        <translation>Tabla limpia</translation>
    </message>
    <message>
        <source>Table of segments (CSV)</source>
        <translation>Tabla de segmentos (CSV)</translation>
    </message>
    <message>
        <source>Report (web page)</source>
        <translation>Informe (página web)</translation>
    </message>
    <message>
        <source>Settings (recipe)</source>
        <translation>Ajustes (receta)</translation>
    </message>
    <message>
        <source>Model for new customers</source>
        <translation>Modelo para clientes nuevos</translation>
    </message>
    <message>
        <source>Compact model (no customers)</source>
        <translation>Modelo compacto (sin clientes)</translation>
    </message>
    <message>
        <source>How customers are placed (SQL, Excel)</source>
        <translation>Cómo se asignan los clientes (SQL, Excel)</translation>
    </message>
    <message>
        <source>List (CSV): {title}</source>
        <translation>Lista (CSV): {title}</translation>
    </message>
    <message>
        <source>What to save</source>
        <translation>Qué guardar</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message numerus="yes">
        <source>Everything, for all %Ln row(s)</source>
        <translation>
            <numerusform>Todo, para la única fila (%Ln)</numerusform>
            <numerusform>Todo, para las %Ln filas</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Carpeta</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Examinar…</translation>
    </message>
    <message>
        <source>Replace the earlier result of segdesk’s in this folder</source>
        <translation>Reemplazar el resultado anterior de segdesk en esta carpeta</translation>
    </message>
    <message>
        <source>Labeled files</source>
        <translation>Archivos con segmentos</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <translation>Indique una carpeta.</translation>
    </message>
    <message>
        <source>This folder holds other files. Name a new one.</source>
        <translation>Esta carpeta contiene otros archivos. Indique una nueva.</translation>
    </message>
    <message>
        <source>This folder holds an earlier result. Name a new one, or replace it.</source>
        <translation>Esta carpeta contiene un resultado anterior. Indique una nueva o reemplácelo.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Your file with three more columns: segment, name and confidence. Every cell stays as it was.</source>
        <translation>Su archivo con tres columnas más: segmento, nombre y confianza. Cada celda queda como estaba.</translation>
    </message>
    <message>
        <source>One row per customer: what was made of the orders, then segment, name and confidence.</source>
        <translation>Una fila por cliente: lo calculado a partir de los pedidos y después segmento, nombre y confianza.</translation>
    </message>
    <message>
        <source>Labeled files, table of segments, report, charts, model and settings, as one set.</source>
        <translation>Archivos con segmentos, tabla de segmentos, informe, gráficos, modelo y ajustes, en un conjunto.</translation>
    </message>
    <message>
        <source>Your file with the segments, for data tools.</source>
        <translation>Su archivo con los segmentos, para herramientas de datos.</translation>
    </message>
    <message>
        <source>The table as it was understood, for any other program: plain numbers, ISO dates, 1 and 0 for yes and no, one spelling per category, empty where nothing is known.</source>
        <translation>La tabla tal como se ha entendido, para cualquier otro programa: números simples, fechas ISO, 1 y 0 para sí y no, una grafía por categoría, vacío donde no se sabe nada.</translation>
    </message>
    <message>
        <source>One row per segment: size, share, description and typical values.</source>
        <translation>Una fila por segmento: tamaño, proporción, descripción y valores típicos.</translation>
    </message>
    <message>
        <source>One page that explains the segments to others. It opens in any browser, without network.</source>
        <translation>Una página que explica los segmentos a otros. Se abre en cualquier navegador, sin red.</translation>
    </message>
    <message>
        <source>All settings. The same settings on the same file give the same segments.</source>
        <translation>Todos los ajustes. Los mismos ajustes con el mismo archivo dan los mismos segmentos.</translation>
    </message>
    <message>
        <source>Places next month’s customers into these segments (Assign a file). It holds no customer’s name.</source>
        <translation>Asigna los clientes del próximo mes a estos segmentos (Asignar un archivo). No contiene nombres de clientes.</translation>
    </message>
    <message>
        <source>Places next month’s customers nearly as the whole model does, with means of five customers and more instead of single ones: to be shared. How well is told when it is saved.</source>
        <translation>Asigna los clientes del próximo mes casi como el modelo completo, con medias de cinco clientes o más en lugar de clientes individuales: para compartir. Al guardarlo se indica con qué acierto.</translation>
    </message>
    <message>
        <source>What the model does with a customer, for databases, spreadsheets and programs without segdesk.</source>
        <translation>Lo que el modelo hace con un cliente, para bases de datos, hojas de cálculo y programas sin segdesk.</translation>
    </message>
    <message>
        <source>Only the rows of the sample are in it.</source>
        <translation>Solo contiene las filas de la muestra.</translation>
    </message>
    <message>
        <source>The segments of all customers, found with these settings, as one set of files. All lines are read, which may take minutes; Esc stops it.</source>
        <translation>Los segmentos de todos los clientes, hallados con estos ajustes, como un conjunto de archivos. Se leen todas las líneas, lo que puede durar minutos; Esc lo detiene.</translation>
    </message>
    <message>
        <source>Every row of the file is placed in these segments, which were found on the sample; all of it as one set of files. It may take minutes; Esc stops it. Excel does not hold so many rows.</source>
        <translation>Cada fila del archivo se asigna a estos segmentos, que se hallaron en la muestra; todo como un conjunto de archivos. Puede durar minutos; Esc lo detiene. En Excel no caben tantas filas.</translation>
    </message>
    <message>
        <source>What it holds of customers: {what}.</source>
        <translation>Lo que contiene de los clientes: {what}.</translation>
    </message>
    <message>
        <source>Rules of the segments (SQL)</source>
        <translation>Reglas de los segmentos (SQL)</translation>
    </message>
    <message>
        <source>Your file with the segments, cells typed, with sheets of the segments and of their rules.</source>
        <translation>Su archivo con los segmentos, con números y fechas como tales, y hojas de los segmentos y de sus reglas.</translation>
    </message>
    <message>
        <source>A short rule per segment as a CASE expression, for a database that holds the same columns.</source>
        <translation>Una regla breve por segmento como expresión CASE, para una base de datos con las mismas columnas.</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Abrir un archivo</translation>
    </message>
    <message>
        <source>Tables ({endings})</source>
        <translation>Tablas ({endings})</translation>
    </message>
    <message>
        <source>Run on another file</source>
        <translation>Aplicar a otro archivo</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>Tabla pegada</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Guardar el proyecto</translation>
    </message>
    <message>
        <source>segdesk projects (*.segdesk)</source>
        <translation>Proyectos de segdesk (*.segdesk)</translation>
    </message>
    <message>
        <source>Text table (*.csv);;Excel workbook (*.xlsx);;Parquet (*.parquet)</source>
        <translation>Tabla de texto (*.csv);;Libro de Excel (*.xlsx);;Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Save the clean table</source>
        <translation>Guardar la tabla limpia</translation>
    </message>
    <message>
        <source>Recipes, reports, charts and labeled files ({endings})</source>
        <translation>Recetas, informes, gráficos y archivos con segmentos ({endings})</translation>
    </message>
    <message>
        <source>Load settings</source>
        <translation>Cargar ajustes</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Recetas (*.toml)</translation>
    </message>
    <message>
        <source>Tables, projects and models ({endings})</source>
        <translation>Tablas, proyectos y modelos ({endings})</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>Guardar ajustes</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>Se guardó {file}.</translation>
    </message>
</context>
<context>
    <name>FileOpenRequests</name>
    <message>
        <source>{file} opens when the work under way is done.</source>
        <translation>{file} se abrirá cuando termine el trabajo en curso.</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{rows} and {columns}.</source>
        <translation>{rows} y {columns}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln fila</numerusform>
            <numerusform>%Ln filas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln columna</numerusform>
            <numerusform>%Ln columnas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are a sample of the %Ln row(s) of the file.</source>
        <translation>
            <numerusform>Son una muestra de la única fila (%Ln) del archivo.</numerusform>
            <numerusform>Son una muestra de las %Ln filas del archivo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} They make %Ln customer(s).</source>
        <translation>
            <numerusform>{size} Forman %Ln cliente.</numerusform>
            <numerusform>{size} Forman %Ln clientes.</numerusform>
        </translation>
    </message>
    <message>
        <source>product category</source>
        <translation>categoría de producto</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>moneda</translation>
    </message>
    <message>
        <source>country</source>
        <translation>país</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>cliente</translation>
    </message>
    <message>
        <source>date of the order</source>
        <translation>fecha del pedido</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>importe</translation>
    </message>
    <message>
        <source>order number</source>
        <translation>número de pedido</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>cantidad</translation>
    </message>
    <message>
        <source>price</source>
        <translation>precio</translation>
    </message>
    <message>
        <source>refund</source>
        <translation>reembolso</translation>
    </message>
    <message>
        <source>product</source>
        <translation>producto</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>no se necesita</translation>
    </message>
    <message>
        <source>of the customer</source>
        <translation>del cliente</translation>
    </message>
    <message>
        <source>status</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>money, {role}</source>
        <translation>importe, {role}</translation>
    </message>
    <message>
        <source>“{column}” is left out – {reason}.</source>
        <translation>«{column}» se deja fuera – {reason}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more column(s) left out.</source>
        <translation>
            <numerusform>Se deja fuera %Ln columna más.</numerusform>
            <numerusform>Se dejan fuera %Ln columnas más.</numerusform>
        </translation>
    </message>
    <message>
        <source>commas separate columns</source>
        <translation>las columnas se separan con comas</translation>
    </message>
    <message>
        <source>semicolons separate columns</source>
        <translation>las columnas se separan con punto y coma</translation>
    </message>
    <message>
        <source>tabs separate columns</source>
        <translation>las columnas se separan con tabuladores</translation>
    </message>
    <message>
        <source>vertical bars separate columns</source>
        <translation>las columnas se separan con barras verticales</translation>
    </message>
    <message>
        <source>“{mark}” separates columns</source>
        <translation>las columnas se separan con «{mark}»</translation>
    </message>
    <message>
        <source>numbers have a decimal comma</source>
        <translation>los números llevan coma decimal</translation>
    </message>
    <message>
        <source>numbers have a decimal point</source>
        <translation>los números llevan punto decimal</translation>
    </message>
    <message>
        <source>dates are day-first</source>
        <translation>en las fechas va primero el día</translation>
    </message>
    <message>
        <source>dates are month-first</source>
        <translation>en las fechas va primero el mes</translation>
    </message>
    <message>
        <source>dates are year-first</source>
        <translation>en las fechas va primero el año</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
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
        <translation>## Del archivo al informe

1. **Abra** un archivo de clientes (una fila por cliente) o de pedidos (muchas filas por cliente). Compruebe que la vista previa es correcta.
2. **Columnas**: las marcadas deciden qué clientes se parecen. Las demás describen después los segmentos.
3. **Buscar segmentos**. Si no se le indica nada, segdesk elige la preparación, el método y el número, y dice por qué.
4. **Nombrar y compartir**: F2 cambia el nombre de un segmento en todas partes. Exportar guarda su archivo con los segmentos, un informe y un modelo que asigna los clientes del próximo mes.

## Términos

- **Ajuste**: lo bien que encajan los clientes en su segmento, de −1 a 1. Por encima de 0,5 es claro; por debajo de 0,25 los segmentos se confunden.
- **Estabilidad**: cuánto de un segmento reaparece al tomar otros clientes del mismo tipo. A partir de 0,75 puede confiar en él.
- **Tipo de grupos**: naturales (huecos en los datos separan los segmentos), reproducibles (sin huecos, pero reaparecen los mismos segmentos), constructivos (una división útil entre muchas), ninguno.
- **Sin asignar**: clientes que no pertenecen a ningún segmento, número 0.

## Cómo mirarlos

Haga clic en un segmento en cualquier parte, o arrastre sobre el mapa: la tabla, los gráficos y la lista muestran los mismos clientes. Mayúsculas añade, Control quita, Escape borra la selección. Cada gráfico se puede copiar, guardar o ver como tabla.</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Distribution</source>
        <translation>Distribución</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Choose a result to go back to it, or two to compare them (Ctrl+click).</source>
        <translation>Elija un resultado para volver a él, o dos para compararlos (Ctrl+clic).</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>&amp;Go back to it</source>
        <translation>&amp;Volver a él</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>&amp;Comparar…</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>This is the one that is shown.</source>
        <translation>Este es el que se muestra.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>y %Ln más</numerusform>
            <numerusform>y %Ln más</numerusform>
        </translation>
    </message>
    <message>
        <source>Set otherwise: {settings}</source>
        <translation>Configurado de otro modo: {settings}</translation>
    </message>
    <message>
        <source>The same settings as the one that is shown.</source>
        <translation>La misma configuración que el que se muestra.</translation>
    </message>
</context>
<context>
    <name>JobLine</name>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>KeepDataDialog</name>
    <message>
        <source>Save project</source>
        <translation>Guardar el proyecto</translation>
    </message>
    <message>
        <source>A project keeps the settings, every result with its names and colours, and what was done by hand.</source>
        <translation>Un proyecto guarda los ajustes, cada resultado con sus nombres y colores y todo lo hecho a mano.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep the table in it, too (%Ln row(s), about {size})</source>
        <translation>
            <numerusform>Guardar en él también la &amp;tabla (%Ln fila, unos {size})</numerusform>
            <numerusform>Guardar en él también la &amp;tabla (%Ln filas, unos {size})</numerusform>
        </translation>
    </message>
    <message>
        <source>With its table the project opens on any computer. Without it, it opens only as long as {file} lies where it is now and stays as it is.</source>
        <translation>Con su tabla el proyecto se abre en cualquier ordenador. Sin ella, solo mientras {file} siga en su sitio y no cambie.</translation>
    </message>
    <message>
        <source>{file} is no file that could be read again.</source>
        <translation>{file} no es un archivo que se pueda volver a leer.</translation>
    </message>
    <message>
        <source>Choose a name…</source>
        <translation>Elegir un nombre…</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Copy cells with headers</source>
        <translation>Copiar celdas con encabezados</translation>
    </message>
    <message>
        <source>Arrow keys on a chart</source>
        <translation>Flechas en un gráfico</translation>
    </message>
    <message>
        <source>Select one segment after the other</source>
        <translation>Seleccionar un segmento tras otro</translation>
    </message>
    <message>
        <source>+, −, 0 on the map</source>
        <translation>+, −, 0 en el mapa</translation>
    </message>
    <message>
        <source>Enlarge it, show more, show all of it</source>
        <translation>Ampliarlo, mostrar más, mostrarlo todo</translation>
    </message>
    <message>
        <source>Shift and arrow keys on the map</source>
        <translation>Mayúsculas y flechas en el mapa</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Moverlo</translation>
    </message>
    <message>
        <source>L on the map</source>
        <translation>L en el mapa</translation>
    </message>
    <message>
        <source>Lasso: draw round customers; or arrow keys, space bar, Enter</source>
        <translation>Lazo: rodear clientes; o flechas, barra espaciadora, Intro</translation>
    </message>
    <message>
        <source>Up and down on the tree</source>
        <translation>Arriba y abajo en el árbol</translation>
    </message>
    <message>
        <source>Move its cut</source>
        <translation>Mover su corte</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tecla</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>Name and unit of {column}</source>
        <translation>Nombre y unidad de {column}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>&amp;Unidad</translation>
    </message>
    <message>
        <source>Use these names</source>
        <translation>Usar estos nombres</translation>
    </message>
    <message>
        <source>What the values mean; codes with a meaning count as categories.</source>
        <translation>Qué significan los valores; los códigos con significado cuentan como categorías.</translation>
    </message>
    <message>
        <source>Meanings of values</source>
        <translation>Significados de los valores</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Significado</translation>
    </message>
    <message>
        <source>name of {column}</source>
        <translation>nombre de {column}</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Unsaved work</source>
        <translation>Trabajo sin guardar</translation>
    </message>
    <message>
        <source>Save what was done with “{name}”?</source>
        <translation>¿Guardar lo hecho con «{name}»?</translation>
    </message>
    <message>
        <source>Results, names and settings that are not saved are lost.</source>
        <translation>Los resultados, nombres y ajustes que no se guarden se perderán.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>&amp;Don’t save</source>
        <translation>&amp;No guardar</translation>
    </message>
</context>
<context>
    <name>LevelsForm</name>
    <message>
        <source>Values of {column}</source>
        <translation>Valores de {column}</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Licencias</translation>
    </message>
</context>
<context>
    <name>ListMenus</name>
    <message>
        <source>No recent files</source>
        <translation>No hay archivos recientes</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Vaciar esta lista</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Aún no hay resultados</translation>
    </message>
    <message numerus="yes">
        <source>{title}: %Ln customer(s)</source>
        <translation>
            <numerusform>{title}: %Ln cliente</numerusform>
            <numerusform>{title}: %Ln clientes</numerusform>
        </translation>
    </message>
    <message>
        <source>No lists yet</source>
        <translation>Todavía no hay listas</translation>
    </message>
</context>
<context>
    <name>MakingActions</name>
    <message>
        <source>&amp;Name and unit…</source>
        <translation>&amp;Nombre y unidad…</translation>
    </message>
    <message>
        <source>Only customers &amp;with…</source>
        <translation>Solo clientes &amp;con…</translation>
    </message>
    <message>
        <source>Change the form&amp;ula…</source>
        <translation>Cambiar &amp;la fórmula…</translation>
    </message>
    <message>
        <source>Remove &amp;this column</source>
        <translation>&amp;Quitar esta columna</translation>
    </message>
    <message>
        <source>&amp;Merge values…</source>
        <translation>Agrupar &amp;valores…</translation>
    </message>
    <message>
        <source>Or&amp;dered category…</source>
        <translation>Categoría or&amp;denada…</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>C&amp;olour by</source>
        <translation>C&amp;olor por</translation>
    </message>
    <message>
        <source>Colour of the map</source>
        <translation>Color del mapa</translation>
    </message>
    <message>
        <source>Show more of the map (−)</source>
        <translation>Mostrar más del mapa (−)</translation>
    </message>
    <message>
        <source>Enlarge the map (+)</source>
        <translation>Ampliar el mapa (+)</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>Todo el mapa</translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation>Mostrar todo el mapa (0)</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lazo</translation>
    </message>
    <message>
        <source>Select customers by drawing round them (L)</source>
        <translation>Seleccionar clientes rodeándolos (L)</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
</context>
<context>
    <name>MatchForm</name>
    <message>
        <source>Columns of the file that the segments need</source>
        <translation>Columnas del archivo que los segmentos necesitan</translation>
    </message>
    <message>
        <source>(choose a column)</source>
        <translation>(elija una columna)</translation>
    </message>
    <message>
        <source>“{name}” could be each of these columns: {columns}. Choose the right one.</source>
        <translation>«{name}» podría ser cualquiera de estas columnas: {columns}. Elija la correcta.</translation>
    </message>
    <message>
        <source>The file has no column “{name}”. Choose the one that holds it.</source>
        <translation>El archivo no tiene la columna «{name}». Elija la que contiene esos datos.</translation>
    </message>
    <message>
        <source>The file has no column “{name}”. Is it “{near}”? Choose the one that holds it.</source>
        <translation>El archivo no tiene ninguna columna «{name}». ¿Es «{near}»? Elija la columna que lo contiene.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>Open a file of customers or orders</source>
        <translation>Abrir un archivo de clientes o pedidos</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Probar con datos de ejemplo</translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation>&amp;Pegar una tabla</translation>
    </message>
    <message>
        <source>&amp;Load settings…</source>
        <translation>&amp;Cargar ajustes…</translation>
    </message>
    <message>
        <source>Sa&amp;ve settings…</source>
        <translation>&amp;Guardar ajustes…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportar…</translation>
    </message>
    <message>
        <source>Save the labeled file, report, charts and model</source>
        <translation>Guardar el archivo con segmentos, informe, gráficos y modelo</translation>
    </message>
    <message>
        <source>Repor&amp;t…</source>
        <translation>&amp;Informe…</translation>
    </message>
    <message>
        <source>Open a &amp;database…</source>
        <translation>Abrir una &amp;base de datos…</translation>
    </message>
    <message>
        <source>Open a table of a database on a server</source>
        <translation>Abrir una tabla de una base de datos en un servidor</translation>
    </message>
    <message>
        <source>&amp;Delete a customer…</source>
        <translation>&amp;Borrar a un cliente…</translation>
    </message>
    <message>
        <source>Delete a customer from the project, its results and its copies</source>
        <translation>Borrar a un cliente del proyecto, sus resultados y sus copias</translation>
    </message>
    <message>
        <source>Make a report for a board or for analysts, as PDF, web page, PowerPoint, Word or Excel</source>
        <translation>Hacer un informe para la dirección o para analistas, como PDF, página web, PowerPoint, Word o Excel</translation>
    </message>
    <message>
        <source>Clean ta&amp;ble…</source>
        <translation>Tabla &amp;limpia…</translation>
    </message>
    <message>
        <source>Save the table as it was understood, for any other program</source>
        <translation>Guardar la tabla tal como se ha entendido, para cualquier otro programa</translation>
    </message>
    <message>
        <source>Pr&amp;int chart…</source>
        <translation>I&amp;mprimir gráfico…</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>Pre&amp;ferencias…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>&amp;Copy cells with headers</source>
        <translation>&amp;Copiar celdas con encabezados</translation>
    </message>
    <message>
        <source>&amp;Search customers</source>
        <translation>&amp;Buscar clientes</translation>
    </message>
    <message>
        <source>C&amp;lear selection</source>
        <translation>&amp;Quitar la selección</translation>
    </message>
    <message>
        <source>&amp;Check your file</source>
        <translation>&amp;Comprobar el archivo</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>Co&amp;lumnas</translation>
    </message>
    <message>
        <source>Histor&amp;y…</source>
        <translation>&amp;Historial…</translation>
    </message>
    <message>
        <source>The latest results with a picture of each: go back to one, or compare two</source>
        <translation>Los últimos resultados con una imagen de cada uno: volver a uno o comparar dos</translation>
    </message>
    <message>
        <source>Run on ano&amp;ther file…</source>
        <translation>Aplicar a otro a&amp;rchivo…</translation>
    </message>
    <message>
        <source>Find the segments of this month’s file with these settings; names and colours go over</source>
        <translation>Encontrar los segmentos del archivo de este mes con esta configuración; los nombres y colores se conservan</translation>
    </message>
    <message>
        <source>Run on everythin&amp;g…</source>
        <translation>Aplicar a to&amp;do…</translation>
    </message>
    <message>
        <source>Find the segments of all rows of a file that is open as a sample, and save them</source>
        <translation>Hallar los segmentos de todas las filas de un archivo abierto como muestra y guardarlos</translation>
    </message>
    <message>
        <source>&amp;Track a folder…</source>
        <translation>Se&amp;guir una carpeta…</translation>
    </message>
    <message>
        <source>Follow customers from month to month: movement, retention, reasons</source>
        <translation>Seguir a los clientes mes a mes: cambios, retención, razones</translation>
    </message>
    <message>
        <source>Write a campai&amp;gn…</source>
        <translation>Escribir &amp;una campaña…</translation>
    </message>
    <message>
        <source>Lists of customers to write to, with a part held back to see what it brings</source>
        <translation>Listas de clientes a los que escribir, con un grupo de control para ver qué aporta</translation>
    </message>
    <message>
        <source>What a campaign &amp;brought…</source>
        <translation>Qué ap&amp;ortó una campaña…</translation>
    </message>
    <message>
        <source>Compare those who were written to with those who were held back</source>
        <translation>Comparar los contactados con el grupo de control</translation>
    </message>
    <message>
        <source>Only customers &amp;with…</source>
        <translation>&amp;Solo clientes con…</translation>
    </message>
    <message>
        <source>Find segments among some customers only</source>
        <translation>Buscar segmentos solo entre algunos clientes</translation>
    </message>
    <message>
        <source>&amp;All customers again</source>
        <translation>De nuevo tod&amp;os los clientes</translation>
    </message>
    <message>
        <source>Co&amp;mpute a column…</source>
        <translation>Calc&amp;ular una columna…</translation>
    </message>
    <message>
        <source>A column computed from others</source>
        <translation>Una columna calculada a partir de otras</translation>
    </message>
    <message>
        <source>&amp;Find segments</source>
        <translation>&amp;Buscar segmentos</translation>
    </message>
    <message>
        <source>Sa&amp;mple data</source>
        <translation>Datos de mues&amp;tra</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>Guardar el pro&amp;yecto</translation>
    </message>
    <message>
        <source>Save the project: settings, results, names and what was done by hand</source>
        <translation>Guardar el proyecto: ajustes, resultados, nombres y lo hecho a mano</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>G&amp;uardar el proyecto como…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Detener</translation>
    </message>
    <message>
        <source>Stop the work, or clear the selection</source>
        <translation>Detener el trabajo o quitar la selección</translation>
    </message>
    <message>
        <source>&amp;Rename segment</source>
        <translation>&amp;Renombrar segmento</translation>
    </message>
    <message>
        <source>Rename &amp;all…</source>
        <translation>Renombrar &amp;todos…</translation>
    </message>
    <message>
        <source>&amp;Which segment?</source>
        <translation>¿&amp;Qué segmento?</translation>
    </message>
    <message>
        <source>Place one customer</source>
        <translation>Asignar un cliente</translation>
    </message>
    <message>
        <source>Assign a &amp;file…</source>
        <translation>&amp;Asignar archivo…</translation>
    </message>
    <message>
        <source>Place the customers of a file</source>
        <translation>Asignar los clientes de un archivo</translation>
    </message>
    <message>
        <source>&amp;Earlier results</source>
        <translation>R&amp;esultados anteriores</translation>
    </message>
    <message>
        <source>Langu&amp;age</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Teclas</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Guía</translation>
    </message>
    <message>
        <source>&amp;Help on this control</source>
        <translation>A&amp;yuda sobre este control</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Recorrido</translation>
    </message>
    <message>
        <source>&amp;About segdesk</source>
        <translation>&amp;Acerca de segdesk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Recent files</source>
        <translation>Archivos &amp;recientes</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Datos</translation>
    </message>
    <message>
        <source>&amp;Segments</source>
        <translation>&amp;Segmentos</translation>
    </message>
    <message>
        <source>Select c&amp;ustomers</source>
        <translation>Seleccionar c&amp;lientes</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>Grá&amp;fico</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Compare results…</source>
        <translation>&amp;Comparar resultados…</translation>
    </message>
    <message>
        <source>Who moved between two results, and what was set otherwise</source>
        <translation>Quién cambió entre dos resultados y qué ajustes eran distintos</translation>
    </message>
</context>
<context>
    <name>MergeLevelsDialog</name>
    <message>
        <source>Merge values of {column}</source>
        <translation>Agrupar valores de {column}</translation>
    </message>
    <message>
        <source>Drag a value onto another, or choose several and press Merge. They then count as one.</source>
        <translation>Arrastre un valor sobre otro, o elija varios y pulse Agrupar. Entonces cuentan como uno.</translation>
    </message>
    <message>
        <source>Values of {column}</source>
        <translation>Valores de {column}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Agrupar</translation>
    </message>
    <message>
        <source>&amp;Take apart</source>
        <translation>&amp;Separar</translation>
    </message>
    <message>
        <source>&amp;Group rare ones</source>
        <translation>A&amp;grupar los raros</translation>
    </message>
    <message>
        <source>Values of less than 1% of the customers become one</source>
        <translation>Los valores de menos del 1% de los clientes pasan a ser uno</translation>
    </message>
    <message>
        <source>Use these values</source>
        <translation>Usar estos valores</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otros</translation>
    </message>
    <message>
        <source>values of {column}</source>
        <translation>valores de {column}</translation>
    </message>
</context>
<context>
    <name>NoChart</name>
    <message>
        <source>Find segments</source>
        <translation>Buscar segmentos</translation>
    </message>
    <message>
        <source>Choose other columns</source>
        <translation>Elegir otras columnas</translation>
    </message>
    <message>
        <source>Choose columns, then find segments</source>
        <translation>Elija columnas y luego busque segmentos</translation>
    </message>
</context>
<context>
    <name>NotesList</name>
    <message>
        <source>Worth knowing ({count})</source>
        <translation>Conviene saber ({count})</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>There is too little memory for this. Close other programs, or use fewer columns.</source>
        <translation>No hay memoria suficiente. Cierre otros programas o use menos columnas.</translation>
    </message>
    <message>
        <source>segdesk has a defect and could not finish this. Your file and your earlier result are unchanged.</source>
        <translation>segdesk tiene un defecto y no pudo terminar. Su archivo y su resultado anterior no han cambiado.</translation>
    </message>
    <message>
        <source>{error}. Details are in {place}.</source>
        <translation>{error}. Los detalles están en {place}.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Kind of message</source>
        <translation>Tipo de mensaje</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
    <message>
        <source>Show setting</source>
        <translation>Mostrar el ajuste</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Información</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problema</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
</context>
<context>
    <name>NumbersForm</name>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Desde</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Hasta</translation>
    </message>
</context>
<context>
    <name>OpenDatabaseDialog</name>
    <message>
        <source>Open a database</source>
        <translation>Abrir una base de datos</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Goes to the server only; segdesk does not keep it.</source>
        <translation>Va solo al servidor; segdesk no la guarda.</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Tipo</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Servidor</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>Pue&amp;rto</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Base de datos</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Usuario</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Conectar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>A &amp;table or view</source>
        <translation>Una tab&amp;la o vista</translation>
    </message>
    <message>
        <source>The rows of a S&amp;ELECT</source>
        <translation>Las filas de un S&amp;ELECT</translation>
    </message>
    <message>
        <source>Tables and views</source>
        <translation>Tablas y vistas</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Consulta</translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s) and view(s) found</source>
        <translation>
            <numerusform>%Ln tabla o vista encontrada</numerusform>
            <numerusform>%Ln tablas y vistas encontradas</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} – view</source>
        <translation>{name} – vista</translation>
    </message>
    <message numerus="yes">
        <source>{name} – about %Ln row(s)</source>
        <translation>
            <numerusform>{name} – aproximadamente %Ln fila</numerusform>
            <numerusform>{name} – aproximadamente %Ln filas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderLevelsDialog</name>
    <message>
        <source>Order of {column}</source>
        <translation>Orden de {column}</translation>
    </message>
    <message>
        <source>From low to high: drag the values, or move them with Alt and the arrow keys.</source>
        <translation>De menor a mayor: arrastre los valores, o muévalos con Alt y las flechas.</translation>
    </message>
    <message>
        <source>Values from low to high</source>
        <translation>Valores de menor a mayor</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>S&amp;ubir</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>&amp;Bajar</translation>
    </message>
    <message>
        <source>Use this order</source>
        <translation>Usar este orden</translation>
    </message>
    <message>
        <source>order of {column}</source>
        <translation>orden de {column}</translation>
    </message>
</context>
<context>
    <name>OrdersForm</name>
    <message>
        <source>This looks like a list of orders. Summarise it to one row per customer?</source>
        <translation>Parece una lista de pedidos. ¿Resumirla en una fila por cliente?</translation>
    </message>
    <message>
        <source>Summarise to one row per customer</source>
        <translation>Resumir en una fila por cliente</translation>
    </message>
    <message>
        <source>Keep one row per line</source>
        <translation>Mantener cada línea aparte</translation>
    </message>
    <message>
        <source>Add a customers table…</source>
        <translation>Añadir tabla de clientes…</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Dejarla fuera</translation>
    </message>
    <message>
        <source>Found: {reason}.</source>
        <translation>Detectado: {reason}.</translation>
    </message>
    <message>
        <source>May be as well: {names}</source>
        <translation>También puede ser: {names}</translation>
    </message>
    <message>
        <source>Joined with {file}.</source>
        <translation>Unida con {file}.</translation>
    </message>
    <message>
        <source>take nothing off</source>
        <translation>no descontar nada</translation>
    </message>
    <message>
        <source>Add a customers table</source>
        <translation>Añadir tabla de clientes</translation>
    </message>
</context>
<context>
    <name>PageStack</name>
    <message>
        <source>Finding segments was stopped, because a file is opened.</source>
        <translation>La búsqueda de segmentos se ha detenido porque se abre un archivo.</translation>
    </message>
</context>
<context>
    <name>PlacingForm</name>
    <message>
        <source>SQL for DuckDB</source>
        <translation>SQL para DuckDB</translation>
    </message>
    <message>
        <source>SQL for PostgreSQL</source>
        <translation>SQL para PostgreSQL</translation>
    </message>
    <message>
        <source>SQL for Spark</source>
        <translation>SQL para Spark</translation>
    </message>
    <message>
        <source>SQL for other databases</source>
        <translation>SQL para otras bases de datos</translation>
    </message>
    <message>
        <source>Workbook of formulas (Excel)</source>
        <translation>Libro de fórmulas (Excel)</translation>
    </message>
    <message>
        <source>Numbers for other programs (JSON)</source>
        <translation>Números para otros programas (JSON)</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Como</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>“Assign a file” places customers with this model.</source>
        <translation>«Asignar un archivo» asigna clientes con este modelo.</translation>
    </message>
    <message>
        <source>This method places customers by those nearest to them. Means of five customers and more will stand for them, as in the compact model; how well they do is told when the file is saved.</source>
        <translation>Este método asigna los clientes según los más próximos. En su lugar habrá medias de cinco clientes o más, como en el modelo compacto; al guardar el archivo se dice lo bien que lo hacen.</translation>
    </message>
    <message>
        <source>A workbook for colleagues without segdesk: they paste customers below the headings and read segment, name and confidence beside them. Its first sheet tells how. Customers that there is room for: {n}.</source>
        <translation>Un libro para colegas sin segdesk: pegan clientes bajo los encabezados y leen al lado el segmento, su nombre y la confianza. La primera hoja explica cómo. Clientes que caben: {n}.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Quick results follow the settings by themselves</source>
        <translation>Actualizar solos los resultados rápidos</translation>
    </message>
    <message>
        <source>Forget recent files</source>
        <translation>Olvidar archivos recientes</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>Ta&amp;maño del texto</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Lines as read</source>
        <translation>Líneas leídas</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>A click on a heading changes what its column holds.</source>
        <translation>Un clic en un encabezado cambia lo que contiene su columna.</translation>
    </message>
    <message>
        <source>What became of the lines</source>
        <translation>Qué fue de las líneas</translation>
    </message>
    <message numerus="yes">
        <source>Lines as read (%Ln)</source>
        <translation>
            <numerusform>Líneas leídas (%Ln)</numerusform>
            <numerusform>Líneas leídas (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Customers (%Ln)</source>
        <translation>
            <numerusform>Clientes (%Ln)</numerusform>
            <numerusform>Clientes (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>What “{column}” holds</source>
        <translation>Qué contiene «{column}»</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>{file} is open in another window. Close it there, or choose another name.</source>
        <translation>{file} está abierto en otra ventana. Ciérrelo allí o elija otro nombre.</translation>
    </message>
    <message>
        <source>{file} is open in another window. This is a copy: saving asks for a name of its own.</source>
        <translation>{file} está abierto en otra ventana. Esto es una copia: al guardarla se pide un nombre propio.</translation>
    </message>
    <message>
        <source>{file} has changed since it was read. The results shown are those of the earlier file.</source>
        <translation>{file} ha cambiado desde que se leyó. Los resultados que se muestran son los del archivo anterior.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>Se ha guardado {file}.</translation>
    </message>
    <message>
        <source>No copy of unsaved work can be kept: {reason} Save the project yourself.</source>
        <translation>No se puede guardar una copia del trabajo sin guardar: {reason} Guarde el proyecto usted mismo.</translation>
    </message>
    <message>
        <source>segdesk ended without “{name}” being saved. It can be restored as it was at {time}; what was done in the two minutes after that may be missing.</source>
        <translation>segdesk se cerró sin que «{name}» estuviera guardado. Se puede recuperar tal como estaba a las {time}; puede faltar lo hecho en los dos minutos siguientes.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>segdesk ended without work being saved, and no copy of it can be read. It lies in {file}.</source>
        <translation>segdesk se cerró sin que el trabajo estuviera guardado, y ninguna copia se puede leer. Está en {file}.</translation>
    </message>
</context>
<context>
    <name>ReadingForm</name>
    <message>
        <source>Run query</source>
        <translation>Ejecutar consulta</translation>
    </message>
    <message>
        <source>{name} – {rows} × {columns}</source>
        <translation>{name} – {rows} × {columns}</translation>
    </message>
    <message>
        <source>all sheets as one table</source>
        <translation>todas las hojas como una sola tabla</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>coma</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>punto y coma</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulador</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>barra vertical</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>espacio</translation>
    </message>
    <message>
        <source>point (1.5)</source>
        <translation>punto (1.5)</translation>
    </message>
    <message>
        <source>comma (1,5)</source>
        <translation>coma (1,5)</translation>
    </message>
    <message>
        <source>day first (31.12.2026)</source>
        <translation>día primero (31.12.2026)</translation>
    </message>
    <message>
        <source>month first (12/31/2026)</source>
        <translation>mes primero (12/31/2026)</translation>
    </message>
    <message>
        <source>year first (2026-12-31)</source>
        <translation>año primero (2026-12-31)</translation>
    </message>
    <message>
        <source>found: {what}</source>
        <translation>detectado: {what}</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>automático</translation>
    </message>
</context>
<context>
    <name>RecipeDialog</name>
    <message>
        <source>Made by segdesk</source>
        <translation>Hecho con segdesk</translation>
    </message>
    <message>
        <source>“{file}” holds the settings that it was made with.</source>
        <translation>«{file}» contiene los ajustes con los que se hizo.</translation>
    </message>
    <message>
        <source>They can be used for the file that is open; Undo takes them back.</source>
        <translation>Pueden usarse para el archivo abierto; Deshacer los retira.</translation>
    </message>
    <message>
        <source>They can be used for a file that you choose next.</source>
        <translation>Pueden usarse para un archivo que elegirá a continuación.</translation>
    </message>
    <message>
        <source>&amp;Use its settings</source>
        <translation>&amp;Usar sus ajustes</translation>
    </message>
    <message>
        <source>Open as a &amp;table</source>
        <translation>Abrir como &amp;tabla</translation>
    </message>
</context>
<context>
    <name>RecipeOfExport</name>
    <message>
        <source>Open a file</source>
        <translation>Abrir un archivo</translation>
    </message>
    <message>
        <source>Settings of {file} are in use.</source>
        <translation>Se usan los ajustes de {file}.</translation>
    </message>
    <message>
        <source>load settings</source>
        <translation>cargar ajustes</translation>
    </message>
</context>
<context>
    <name>RenameAllDialog</name>
    <message>
        <source>Rename all segments</source>
        <translation>Renombrar todos los segmentos</translation>
    </message>
    <message>
        <source>The names go into the labeled file, the report and the model.</source>
        <translation>Los nombres pasan al archivo con segmentos, al informe y al modelo.</translation>
    </message>
    <message>
        <source>Segment {number} ({share})</source>
        <translation>Segmento {number} ({share})</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Your note on the segment</source>
        <translation>Su nota sobre el segmento</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>F&amp;or</source>
        <translation>P&amp;ara</translation>
    </message>
    <message>
        <source>Pa&amp;rts, in order</source>
        <translation>Pa&amp;rtes, en orden</translation>
    </message>
    <message>
        <source>What &amp;changed since</source>
        <translation>&amp;Qué ha cambiado desde</translation>
    </message>
    <message>
        <source>What is chosen</source>
        <translation>Lo que se elige</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>Lo que contiene</translation>
    </message>
    <message>
        <source>Title, logo, colour</source>
        <translation>Título, logotipo, color</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>A board: findings, segments, what to do</source>
        <translation>Dirección: resultados, segmentos, qué hacer</translation>
    </message>
    <message>
        <source>Analysts: the same with all evidence</source>
        <translation>Analistas: lo mismo con todas las pruebas</translation>
    </message>
    <message>
        <source>PDF, to mail and to print</source>
        <translation>PDF, para enviar e imprimir</translation>
    </message>
    <message>
        <source>Web page, for any browser</source>
        <translation>Página web, para cualquier navegador</translation>
    </message>
    <message>
        <source>PowerPoint, to show and change</source>
        <translation>PowerPoint, para mostrar y cambiar</translation>
    </message>
    <message>
        <source>Word, to edit</source>
        <translation>Word, para editar</translation>
    </message>
    <message>
        <source>Excel, to compute with</source>
        <translation>Excel, para calcular</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>For&amp;mato</translation>
    </message>
    <message>
        <source>Your &amp;note on</source>
        <translation>Su &amp;nota sobre</translation>
    </message>
    <message>
        <source>What it says; charts stand where their titles are</source>
        <translation>Lo que dice; los gráficos están donde están sus títulos</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>That of the window</source>
        <translation>El de la ventana</translation>
    </message>
    <message>
        <source>segdesk’s own blue</source>
        <translation>El azul de segdesk</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>E&amp;legir…</translation>
    </message>
    <message>
        <source>Choose a colour</source>
        <translation>Elegir un color</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>Otro día</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logotipo</translation>
    </message>
    <message>
        <source>Choose a &amp;logo…</source>
        <translation>Elegir un lo&amp;gotipo…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Quitar el logotipo</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Título</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Fecha</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Colour of headings</source>
        <translation>&amp;Color de los títulos</translation>
    </message>
    <message>
        <source>Write a colour with six digits from 0 to F, such as #00AA55.</source>
        <translation>Escriba un color con seis cifras de 0 a F, como #00AA55.</translation>
    </message>
    <message>
        <source>Colour of headings</source>
        <translation>Color de los títulos</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Imágenes (*.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>ReportParts</name>
    <message>
        <source>Parts of the report</source>
        <translation>Partes del informe</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>S&amp;ubir</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>&amp;Bajar</translation>
    </message>
</context>
<context>
    <name>ReportPresets</name>
    <message>
        <source>Mor&amp;e</source>
        <translation>Má&amp;s</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation>Más sobre las plantillas</translation>
    </message>
    <message>
        <source>&amp;Keep these choices as…</source>
        <translation>&amp;Conservar estas opciones como…</translation>
    </message>
    <message>
        <source>&amp;Save these choices in a file…</source>
        <translation>&amp;Guardar estas opciones en un archivo…</translation>
    </message>
    <message>
        <source>&amp;Take choices from a file…</source>
        <translation>&amp;Tomar las opciones de un archivo…</translation>
    </message>
    <message>
        <source>&amp;Delete this preset</source>
        <translation>&amp;Borrar esta plantilla</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Plantilla</translation>
    </message>
    <message>
        <source>Your own choices</source>
        <translation>Opciones propias</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Plantilla</translation>
    </message>
    <message>
        <source>Name of the preset; one of the same name is replaced:</source>
        <translation>Nombre de la plantilla; si ya hay una con ese nombre, se sustituye:</translation>
    </message>
    <message>
        <source>Save these choices in a file</source>
        <translation>Guardar estas opciones en un archivo</translation>
    </message>
    <message>
        <source>Take choices from a file</source>
        <translation>Tomar las opciones de un archivo</translation>
    </message>
</context>
<context>
    <name>ReportSince</name>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>The folder of an earlier run…</source>
        <translation>Carpeta de una ejecución anterior…</translation>
    </message>
    <message>
        <source>What changed since</source>
        <translation>Qué ha cambiado desde</translation>
    </message>
    <message>
        <source>Choose the folder of an earlier run</source>
        <translation>Elija la carpeta de una ejecución anterior</translation>
    </message>
</context>
<context>
    <name>RunTitle</name>
    <message numerus="yes">
        <source>%Ln segment(s) by {method} from {columns}; fit {fit} (result {number})</source>
        <translation>
            <numerusform>%Ln segmento con {method} de {columns}; ajuste {fit} (resultado {number})</numerusform>
            <numerusform>%Ln segmentos con {method} de {columns}; ajuste {fit} (resultado {number})</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}, shaped by hand</source>
        <translation>{title}, modelado a mano</translation>
    </message>
    <message numerus="yes">
        <source>{columns} and %Ln more</source>
        <translation>
            <numerusform>{columns} y %Ln más</numerusform>
            <numerusform>{columns} y %Ln más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search customers</source>
        <translation>Buscar clientes</translation>
    </message>
</context>
<context>
    <name>SegmentCard</name>
    <message>
        <source>The selected segment</source>
        <translation>El segmento seleccionado</translation>
    </message>
    <message>
        <source>Copy its list</source>
        <translation>Copiar su lista</translation>
    </message>
    <message>
        <source>Copy its customers, those who bring most first, for a spreadsheet</source>
        <translation>Copiar sus clientes, primero los que más aportan, para una hoja de cálculo</translation>
    </message>
    <message>
        <source>Save its list…</source>
        <translation>Guardar su lista…</translation>
    </message>
    <message>
        <source>Save its customers, those who bring most first, as a CSV file</source>
        <translation>Guardar sus clientes, primero los que más aportan, como archivo CSV</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Qué hacer ahora</translation>
    </message>
    <message>
        <source>What became of them</source>
        <translation>Qué fue de ellos</translation>
    </message>
    <message>
        <source>What became of the customers</source>
        <translation>Qué fue de los clientes</translation>
    </message>
    <message>
        <source>Rule of the segment</source>
        <translation>Regla del segmento</translation>
    </message>
    <message>
        <source>Rule: {rule}. {precision} of those it matches are right; it finds {coverage}.</source>
        <translation>Regla: {rule}. De los que la cumplen, el {precision} son del segmento; encuentra el {coverage}.</translation>
    </message>
</context>
<context>
    <name>SegmentLists</name>
    <message numerus="yes">
        <source>%Ln customer(s) are on the clipboard.</source>
        <translation>
            <numerusform>%Ln cliente está en el portapapeles.</numerusform>
            <numerusform>%Ln clientes están en el portapapeles.</numerusform>
        </translation>
    </message>
    <message>
        <source>The table of segments is on the clipboard.</source>
        <translation>La tabla de segmentos está en el portapapeles.</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Share of customers</source>
        <translation>Proporción de clientes</translation>
    </message>
    <message>
        <source>Share of value</source>
        <translation>Proporción del valor</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Guardar la lista</translation>
    </message>
    <message>
        <source>Text table (*.csv)</source>
        <translation>Tabla de texto (*.csv)</translation>
    </message>
</context>
<context>
    <name>SegmentRow</name>
    <message>
        <source>Name of the segment</source>
        <translation>Nombre del segmento</translation>
    </message>
    <message>
        <source>{name} (new)</source>
        <translation>{name} (nuevo)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln cliente</numerusform>
            <numerusform>%Ln clientes</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of value</source>
        <translation>{share} del valor</translation>
    </message>
    <message>
        <source>stability {stability}</source>
        <translation>estabilidad {stability}</translation>
    </message>
    <message>
        <source>stability {stability}, low</source>
        <translation>estabilidad {stability}, baja</translation>
    </message>
    <message>
        <source>made by hand</source>
        <translation>hecho a mano</translation>
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
        <translation>Segmento {number}: {name}, {share} de los clientes</translation>
    </message>
</context>
<context>
    <name>SegmentsPane</name>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Mayores primero</translation>
    </message>
    <message>
        <source>Most valuable first</source>
        <translation>Más valiosos primero</translation>
    </message>
    <message>
        <source>Order of the segments</source>
        <translation>Orden de los segmentos</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>¿Por qué?</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Dictamen</translation>
    </message>
    <message>
        <source>Rename all…</source>
        <translation>Renombrar todos…</translation>
    </message>
    <message>
        <source>In the order set by hand</source>
        <translation>En el orden fijado a mano</translation>
    </message>
    <message>
        <source>Still checking how good these segments are …</source>
        <translation>Aún se comprueba lo buenos que son estos segmentos …</translation>
    </message>
    <message>
        <source>Verdict: not judged</source>
        <translation>Tipo de grupos: sin evaluar</translation>
    </message>
    <message>
        <source>Verdict: {word}</source>
        <translation>Tipo de grupos: {word}</translation>
    </message>
    <message>
        <source>Fit (silhouette {value}).</source>
        <translation>Ajuste (silueta {value}).</translation>
    </message>
    <message>
        <source>natural</source>
        <translation>naturales</translation>
    </message>
    <message>
        <source>reproducible</source>
        <translation>reproducibles</translation>
    </message>
    <message>
        <source>constructive</source>
        <translation>constructivos</translation>
    </message>
    <message>
        <source>no structure</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Select its customers</source>
        <translation>Seleccionar sus clientes</translation>
    </message>
    <message>
        <source>Copy its list</source>
        <translation>Copiar su lista</translation>
    </message>
    <message>
        <source>Save its list…</source>
        <translation>Guardar su lista…</translation>
    </message>
    <message>
        <source>Shape by hand</source>
        <translation>Modelar a mano</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Select the customers that match its rule</source>
        <translation>Seleccionar los clientes que cumplen su regla</translation>
    </message>
    <message>
        <source>Copy its rule</source>
        <translation>Copiar su regla</translation>
    </message>
    <message>
        <source>Copy its rule as SQL</source>
        <translation>Copiar su regla como SQL</translation>
    </message>
</context>
<context>
    <name>SelectionLine</name>
    <message>
        <source>Show only these</source>
        <translation>Ver solo estos</translation>
    </message>
    <message>
        <source>Move to a segment…</source>
        <translation>Mover a un segmento…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Quitar la selección</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s) selected</source>
        <translation>
            <numerusform>%Ln cliente seleccionado</numerusform>
            <numerusform>%Ln clientes seleccionados</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Find segments</source>
        <translation>Buscar segmentos</translation>
    </message>
    <message>
        <source>Update segments</source>
        <translation>Actualizar segmentos</translation>
    </message>
    <message>
        <source>Columns to compare customers by</source>
        <translation>Columnas para comparar clientes</translation>
    </message>
    <message>
        <source>How many segments?</source>
        <translation>¿Cuántos segmentos?</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>Elegir automáticamente</translation>
    </message>
    <message>
        <source>I want exactly</source>
        <translation>Exactamente</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>Número de segmentos</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Preparación</translation>
    </message>
    <message>
        <source>Expert settings</source>
        <translation>Ajustes expertos</translation>
    </message>
    <message>
        <source>Expert settings in use</source>
        <translation>Ajustes expertos en uso</translation>
    </message>
    <message>
        <source>Reset expert settings</source>
        <translation>Restablecer ajustes expertos</translation>
    </message>
    <message>
        <source>change of “{column}”</source>
        <translation>cambio de «{column}»</translation>
    </message>
    <message>
        <source>number of segments</source>
        <translation>número de segmentos</translation>
    </message>
    <message>
        <source>reset of expert settings</source>
        <translation>restablecimiento de los ajustes expertos</translation>
    </message>
    <message>
        <source>Choose for me (found {k})</source>
        <translation>Automático (hallados: {k})</translation>
    </message>
    <message>
        <source>Among {range}</source>
        <translation>Entre {range}</translation>
    </message>
    <message>
        <source>No column tells customers apart. Give one a check mark.</source>
        <translation>Ninguna columna distingue a los clientes. Marque al menos una.</translation>
    </message>
    <message>
        <source>{used} of {all} used.</source>
        <translation>{used} de {all} en uso.</translation>
    </message>
    <message>
        <source>“{column}” is the identifier and is left out.</source>
        <translation>«{column}» es el identificador y queda fuera.</translation>
    </message>
    <message>
        <source>Empty cells are filled, extreme values softened, and all columns made to count equally.</source>
        <translation>Las celdas vacías se rellenan, los valores extremos se suavizan y todas las columnas cuentan igual.</translation>
    </message>
    <message numerus="yes">
        <source>Found by {method} on %Ln column(s).</source>
        <translation>
            <numerusform>Método: {method}, %Ln columna.</numerusform>
            <numerusform>Método: {method}, %Ln columnas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shaping</name>
    <message>
        <source>&amp;Merge segments…</source>
        <translation>&amp;Unir segmentos…</translation>
    </message>
    <message>
        <source>&amp;Split segment…</source>
        <translation>&amp;Dividir segmento…</translation>
    </message>
    <message>
        <source>Move the selected customers &amp;here</source>
        <translation>Mover a&amp;quí los clientes seleccionados</translation>
    </message>
    <message>
        <source>&amp;Keep segments and find the rest anew…</source>
        <translation>&amp;Conservar segmentos y buscar el resto de nuevo…</translation>
    </message>
    <message>
        <source>Move segment &amp;up</source>
        <translation>Mover segmento hacia &amp;arriba</translation>
    </message>
    <message>
        <source>Move segment &amp;down</source>
        <translation>Mover segmento hacia a&amp;bajo</translation>
    </message>
    <message>
        <source>S&amp;hape by hand</source>
        <translation>&amp;Modelar a mano</translation>
    </message>
    <message>
        <source>Mo&amp;ve the selected customers</source>
        <translation>&amp;Mover los clientes seleccionados</translation>
    </message>
    <message>
        <source>Move to a segment</source>
        <translation>Mover a un segmento</translation>
    </message>
    <message>
        <source>Merge segments</source>
        <translation>Unir segmentos</translation>
    </message>
    <message>
        <source>The segments that are ticked become one.</source>
        <translation>Los segmentos marcados se convierten en uno.</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Unir</translation>
    </message>
    <message>
        <source>Split segment {number}</source>
        <translation>Dividir el segmento {number}</translation>
    </message>
    <message>
        <source>Its customers are parted into groups that are as alike as can be (k-means within it).</source>
        <translation>Sus clientes se reparten en grupos lo más parecidos posible (k-medias dentro de él).</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Partes</translation>
    </message>
    <message>
        <source>Keep segments and find the rest anew</source>
        <translation>Conservar segmentos y buscar el resto de nuevo</translation>
    </message>
    <message>
        <source>The segments that are ticked stay as they are; all other customers are segmented anew.</source>
        <translation>Los segmentos marcados se quedan como están; todos los demás clientes se segmentan de nuevo.</translation>
    </message>
    <message>
        <source>Find the rest anew</source>
        <translation>Buscar el resto de nuevo</translation>
    </message>
    <message>
        <source>Segments of the rest</source>
        <translation>Segmentos del resto</translation>
    </message>
    <message>
        <source>merge segments</source>
        <translation>unir segmentos</translation>
    </message>
    <message>
        <source>split a segment</source>
        <translation>dividir un segmento</translation>
    </message>
    <message>
        <source>keep segments, find the rest anew</source>
        <translation>conservar segmentos, buscar el resto de nuevo</translation>
    </message>
    <message>
        <source>move customers</source>
        <translation>mover clientes</translation>
    </message>
    <message>
        <source>move a segment</source>
        <translation>mover un segmento</translation>
    </message>
    <message>
        <source>Select customers first</source>
        <translation>Seleccione primero clientes</translation>
    </message>
    <message>
        <source>Into a segment of their own</source>
        <translation>A un segmento propio</translation>
    </message>
    <message>
        <source>Into {number}: {name}</source>
        <translation>A {number}: {name}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Run on everything…</source>
        <translation>Aplicar a todo…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stop this (Esc)</source>
        <translation>Detener esto (Escape)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customer(s)</source>
        <translation>
            <numerusform>%Ln cliente</numerusform>
            <numerusform>%Ln clientes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln columna</numerusform>
            <numerusform>%Ln columnas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) left out</source>
        <translation>
            <numerusform>%Ln fila excluida</numerusform>
            <numerusform>%Ln filas excluidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order line(s) left out</source>
        <translation>
            <numerusform>%Ln línea de pedido excluida</numerusform>
            <numerusform>%Ln líneas de pedido excluidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sample: {n} of %Ln row(s)</source>
        <translation>
            <numerusform>Muestra: {n} de %Ln fila</numerusform>
            <numerusform>Muestra: {n} de %Ln filas</numerusform>
        </translation>
    </message>
    <message>
        <source>Working. Press Escape to stop.</source>
        <translation>En curso. Escape lo detiene.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) found: {names}</source>
        <translation>
            <numerusform>%Ln segmento encontrado: {names}</numerusform>
            <numerusform>%Ln segmentos encontrados: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>{stage} … about {time} left</source>
        <translation>{stage} … quedan unos {time}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln segundo</numerusform>
            <numerusform>%Ln segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minuto</numerusform>
            <numerusform>%Ln minutos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusList</name>
    <message>
        <source>Count orders whose “{column}” is:</source>
        <translation>Contar los pedidos cuyo «{column}» sea:</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>cualquier día</translation>
    </message>
    <message numerus="yes">
        <source>{word} – %Ln line(s)</source>
        <translation>
            <numerusform>{word} – %Ln línea</numerusform>
            <numerusform>{word} – %Ln líneas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepsBar</name>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Name and share</source>
        <translation>Nombrar y compartir</translation>
    </message>
    <message>
        <source>Step {number}: {text}</source>
        <translation>Paso {number}: {text}</translation>
    </message>
    <message>
        <source>Out of date · Update (Ctrl+Enter)</source>
        <translation>Desactualizado · Actualizar (Control+Intro)</translation>
    </message>
    <message>
        <source>The result is out of date. Update</source>
        <translation>El resultado está desactualizado. Actualizar</translation>
    </message>
    <message>
        <source>✓ Up to date · {seconds} s</source>
        <translation>✓ Al día · {seconds} s</translation>
    </message>
</context>
<context>
    <name>TextForm</name>
    <message>
        <source>&amp;Contains</source>
        <translation>&amp;Contiene</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Columns with a check mark decide which customers are alike. Take one off, and find segments again.</source>
        <translation>Las columnas marcadas deciden qué clientes se parecen. Quite una marca y busque de nuevo los segmentos.</translation>
    </message>
    <message>
        <source>The result: what sets each segment apart, and who matters. Click a segment to see its customers.</source>
        <translation>El resultado: qué distingue a cada segmento y quién importa más. Haga clic en un segmento para ver sus clientes.</translation>
    </message>
    <message>
        <source>Each segment has a name. F2 or a double click gives it a better one, everywhere at once.</source>
        <translation>Cada segmento tiene un nombre. F2 o un doble clic le da uno mejor, en todas partes a la vez.</translation>
    </message>
    <message>
        <source>Export saves your file with the segments, a report to hand over, and a model for next month.</source>
        <translation>Exportar guarda su archivo con los segmentos, un informe para entregar y un modelo para el próximo mes.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>{step} de {steps}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>TrackFolderDialog</name>
    <message>
        <source>Track a folder</source>
        <translation>Seguir una carpeta</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Choose a folder with one file of customers per month, named by its month, or a file of purchases with their dates. You can also drop it here.</source>
        <translation>Elija una carpeta con un archivo de clientes por mes, con el nombre del mes, o un archivo de compras con sus fechas. También puede soltarlo aquí.</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>Elegir una c&amp;arpeta…</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Elegir un &amp;archivo…</translation>
    </message>
    <message>
        <source>Find segments in the first file, of purchases in the last month</source>
        <translation>Buscar segmentos en el primer archivo; en compras, en el último mes</translation>
    </message>
    <message>
        <source>The segments of the result on screen</source>
        <translation>Los segmentos del resultado en pantalla</translation>
    </message>
    <message>
        <source>The segments of a model…</source>
        <translation>Los segmentos de un modelo…</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmentos</translation>
    </message>
    <message>
        <source>Se&amp;gments</source>
        <translation>Se&amp;gmentos</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Qué se encontró</translation>
    </message>
    <message>
        <source>Share of each segment</source>
        <translation>Parte de cada segmento</translation>
    </message>
    <message>
        <source>Customers per period</source>
        <translation>Clientes por periodo</translation>
    </message>
    <message>
        <source>Flow of customers</source>
        <translation>Flujo de clientes</translation>
    </message>
    <message>
        <source>Who moved where</source>
        <translation>Quién pasó adónde</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Retención</translation>
    </message>
    <message>
        <source>Why they moved</source>
        <translation>Por qué cambiaron</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flujo</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>Choose a file of purchases</source>
        <translation>Elegir un archivo de compras</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tablas ({endings});;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Elegir un modelo</translation>
    </message>
    <message>
        <source>Models (*.segdesk)</source>
        <translation>Modelos (*.segdesk)</translation>
    </message>
    <message>
        <source>The segments of {file}</source>
        <translation>Los segmentos de {file}</translation>
    </message>
    <message>
        <source>There is nothing to draw here.</source>
        <translation>Aquí no hay nada que dibujar.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Llegados</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Salidos</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>Quedados</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuevo</translation>
    </message>
    <message>
        <source>{old} → {new}</source>
        <translation>{old} → {new}</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>ya no está</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Elija dónde irá la carpeta</translation>
    </message>
</context>
<context>
    <name>TreeCut</name>
    <message>
        <source>cut the tree into {number}</source>
        <translation>cortar el árbol en {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s)</source>
        <translation>
            <numerusform>%Ln segmento</numerusform>
            <numerusform>%Ln segmentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypeMenu</name>
    <message>
        <source>&amp;Holds</source>
        <translation>&amp;Contiene</translation>
    </message>
</context>
<context>
    <name>UpliftDialog</name>
    <message>
        <source>What a campaign brought</source>
        <translation>Qué aportó una campaña</translation>
    </message>
    <message>
        <source>Choose a campaign that you saved, and a file of what happened since.</source>
        <translation>Elija una campaña guardada y un archivo con lo ocurrido desde entonces.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Choose the &amp;campaign…</source>
        <translation>Elegir la &amp;campaña…</translation>
    </message>
    <message>
        <source>Choose the &amp;file…</source>
        <translation>Elegir el &amp;archivo…</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaña</translation>
    </message>
    <message>
        <source>What happened since</source>
        <translation>Lo ocurrido desde entonces</translation>
    </message>
    <message>
        <source>Who &amp;responded</source>
        <translation>Quién &amp;respondió</translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation>&amp;Importe</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>Responses</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>Every figure</source>
        <translation>Todas las cifras</translation>
    </message>
    <message>
        <source>Who stands in the file did</source>
        <translation>Quien figura en el archivo</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Choose the folder of a campaign</source>
        <translation>Elija la carpeta de una campaña</translation>
    </message>
    <message>
        <source>Choose a file of what happened since</source>
        <translation>Elija un archivo con lo ocurrido desde entonces</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tablas ({endings});;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose the column with the amounts above.</source>
        <translation>Elija arriba la columna con los importes.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Responded</source>
        <translation>Respondió</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Written to</source>
        <translation>Contactados</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Grupo de control</translation>
    </message>
    <message>
        <source>Of those written to</source>
        <translation>De los contactados</translation>
    </message>
    <message>
        <source>Of those held back</source>
        <translation>Del grupo de control</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>Intervalo del 95 %</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Valoración</translation>
    </message>
    <message>
        <source>Choose where the folder is to go</source>
        <translation>Elija dónde poner la carpeta</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>&amp;Copy chart</source>
        <translation>&amp;Copiar gráfico</translation>
    </message>
    <message>
        <source>&amp;Save chart…</source>
        <translation>&amp;Guardar gráfico…</translation>
    </message>
    <message>
        <source>Show chart as &amp;table</source>
        <translation>Ver gráfico como &amp;tabla</translation>
    </message>
    <message>
        <source>&amp;Explore columns</source>
        <translation>&amp;Explorar columnas</translation>
    </message>
    <message>
        <source>Look at any column by segment, or at two columns</source>
        <translation>Mirar cualquier columna por segmento, o dos columnas</translation>
    </message>
    <message>
        <source>&amp;Settings pane</source>
        <translation>Panel de &amp;ajustes</translation>
    </message>
    <message>
        <source>Se&amp;gments pane</source>
        <translation>Panel de &amp;segmentos</translation>
    </message>
    <message>
        <source>Customers pan&amp;e</source>
        <translation>Panel de &amp;clientes</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>Panel si&amp;guiente</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>Panel a&amp;nterior</translation>
    </message>
    <message>
        <source>Chart in the &amp;whole window</source>
        <translation>Gráfico en toda &amp;la ventana</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Restablecer disposición</translation>
    </message>
    <message>
        <source>Pause automatic &amp;updates</source>
        <translation>Pausar act&amp;ualización automática</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Texto &amp;más grande</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Texto más &amp;pequeño</translation>
    </message>
    <message>
        <source>N&amp;ormal text</source>
        <translation>Text&amp;o normal</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop a customer file here</source>
        <translation>Arrastre aquí un archivo de clientes</translation>
    </message>
    <message>
        <source>A table of customers, or of their orders: CSV, Excel, OpenDocument, Parquet or SQLite.
Your file is only read, and nothing leaves this computer.</source>
        <translation>Una tabla de clientes o de sus pedidos: CSV, Excel, OpenDocument, Parquet o SQLite.
Su archivo solo se lee y nada sale de este equipo.</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Abrir un archivo…</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Probar con datos de ejemplo</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Pegar una tabla</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Archivos recientes</translation>
    </message>
    <message>
        <source>From a file of customers to named segments in a minute</source>
        <translation>De un archivo de clientes a segmentos con nombre en un minuto</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>Abrir {file}</translation>
    </message>
</context>
<context>
    <name>WhatIfBox</name>
    <message>
        <source>What would lead to</source>
        <translation>Qué llevaría a</translation>
    </message>
    <message>
        <source>(choose a segment)</source>
        <translation>(elija un segmento)</translation>
    </message>
    <message>
        <source>What would lead there</source>
        <translation>Qué llevaría allí</translation>
    </message>
    <message>
        <source>Tick the columns that may change.</source>
        <translation>Marque las columnas que pueden cambiar.</translation>
    </message>
</context>
<context>
    <name>WhichSegmentDialog</name>
    <message>
        <source>Which segment?</source>
        <translation>¿Qué segmento?</translation>
    </message>
    <message>
        <source>Describe one customer. The values shown are those of a typical one.</source>
        <translation>Describa un cliente. Los valores mostrados son los de uno típico.</translation>
    </message>
    <message>
        <source>May change</source>
        <translation>Puede cambiar</translation>
    </message>
    <message>
        <source>{column} may change</source>
        <translation>{column} puede cambiar</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(vacía)</translation>
    </message>
    <message>
        <source>Unassigned: unlike every segment</source>
        <translation>Sin asignar: no se parece a ningún segmento</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Sin asignar</translation>
    </message>
    <message>
        <source>Closest: {name}</source>
        <translation>Más cercano: {name}</translation>
    </message>
    <message>
        <source>Second: {name}.</source>
        <translation>Segundo: {name}.</translation>
    </message>
    <message>
        <source>Borderline: it could as well be the second.</source>
        <translation>Caso límite: podría ser igualmente el segundo.</translation>
    </message>
    <message>
        <source>Unlike anyone the segments were made from.</source>
        <translation>Distinto de todos los clientes con los que se formaron los segmentos.</translation>
    </message>
    <message>
        <source>What decides: {columns}.</source>
        <translation>Lo decisivo: {columns}.</translation>
    </message>
</context>
<context>
    <name>_HeaderLine</name>
    <message>
        <source>no headings</source>
        <translation>sin encabezados</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>automático</translation>
    </message>
    <message>
        <source>found: no headings</source>
        <translation>detectado: sin encabezados</translation>
    </message>
    <message>
        <source>found: line {line}</source>
        <translation>detectado: línea {line}</translation>
    </message>
</context>
</TS>
