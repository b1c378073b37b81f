<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>Capture</name>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>示範</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>攝影機開啟中</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開啟中…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>沒有影像</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>攝影機已關閉</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>The camera is off</source>
        <translation>攝影機已關閉</translation>
    </message>
    <message>
        <source>Nobody is seen and nothing is counted.</source>
        <translation>現在不會看到任何人，也不會計數。</translation>
    </message>
    <message>
        <source>The camera is gone. Trying again…</source>
        <translation>攝影機中斷了，正在重新連接…</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>找不到攝影機</translation>
    </message>
    <message>
        <source>A camera is used as soon as one is plugged in.</source>
        <translation>接上攝影機後會自動使用。</translation>
    </message>
    <message>
        <source>This source cannot be played</source>
        <translation>無法播放這個來源</translation>
    </message>
    <message>
        <source>The film is over</source>
        <translation>影片播完了</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在開啟攝影機…</translation>
    </message>
    <message>
        <source>Show the demo</source>
        <translation>觀看示範</translation>
    </message>
    <message>
        <source>Turn the camera on</source>
        <translation>開啟攝影機</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>再播一次</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln viewer(s)</source>
        <translation>
            <numerusform>%Ln 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Expression</name>
    <message>
        <source>Happy</source>
        <translation>開心</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>驚喜</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>無感</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>嫌棄</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>害怕</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>生氣</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>難過</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不確定</translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>In turn</source>
        <translation>輪播中</translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>陳列中</translation>
    </message>
    <message>
        <source>On show</source>
        <translation>展示中</translation>
    </message>
    <message>
        <source>No product has the code {code}.</source>
        <translation>沒有條碼為 {code} 的商品。</translation>
    </message>
    <message>
        <source>Mien</source>
        <translation>商品情緒看板</translation>
    </message>
    <message>
        <source>Product reactions</source>
        <translation>商品情緒看板</translation>
    </message>
    <message>
        <source>A camera here reads facial expressions. Only numbers are kept, never pictures.</source>
        <translation>本機以攝影機判讀表情，只留下統計數字，不儲存影像</translation>
    </message>
    <message>
        <source>Use the camera</source>
        <translation>改用攝影機</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Turn camera on</source>
        <translation>開啟攝影機</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Pause camera</source>
        <translation>暫停攝影機</translation>
    </message>
</context>
<context>
    <name>KnownError</name>
    <message>
        <source>A PIN has {least} to {most} digits. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PIN of one repeated digit is guessed at once. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model cannot be called {name} here. Import it under another name with --name: letters, digits, dots and dashes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs and batch size start at 1 and dropout lies in 0 to 1, not {epochs}, {batch} and {dropout}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {path}, the setting {name} is wrong ({reason}); its default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--keep takes {known}, not {given}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--split takes three shares that add up to 1, as 0.8,0.1,0.1, not {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A confirmation needs at least one run, and each with a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dataset cannot be called {name}. Use letters, digits, dots and dashes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factor needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factor needs at least two levels: one level shows no effect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model takes at least two classes, not {classes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An experiment needs at least one factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column {position} of {path} has no name. Give it one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs and minutes are above 0 and a batch has 2 pictures or more, not {epochs}, {minutes} and {batch}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {file} has more cells than columns. Put quotes round a cell that holds a separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {file} has no code. Give the product one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {file} has no name. Give the product one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {file} is not CSV ({reason}). Look for a quotation mark that has no partner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {path} has {cells} cells, where the first row has {columns}. Mend that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number} of {path} has the emotion {emotion}, which is none of 0 to {last}. Correct or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines {first} and {line} of {file} have the same code {code}. Give each product its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines {first} and {second} are the same trial. Remove one, or number the repeats in a column repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No PIN is set yet. Set one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No array up to {largest} holds {factors} factors with {levels} levels. Leave out factors or levels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column of the table changes from run to run, so there is no factor to analyse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is installed. Import one with `main.py models import FILE`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture in the folder {folder} can be read (JPEG, PNG, BMP or WebP). Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be read from {address}. Check the address, its password, the camera and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run} has different levels in lines {first} and {second}. Mend one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal-to-noise ratios are of all repeats together, so the repeats cannot be blocks too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera {camera} cannot be opened. Check that it is plugged in and that no other program uses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera {camera} gives no picture. Check its cable, and close other programs that use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint in {folder} cannot be written ({reason}). Free some disk space: the one before is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code in line {line} of {file} is too long or has signs that cannot be typed. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column {column} of {file} means nothing here; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {address} is lost. Check the camera and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damaged database {database} cannot be set aside ({reason}). Rename or move it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database address {database} cannot be used ({reason}). Correct it in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database address {database} needs the Python package {package}, which is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database folder {folder} cannot be made ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was damaged ({reason}). It is kept as {aside}; counting began anew, with its {n} products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was damaged ({reason}). It is kept as {aside}; counting began anew. Import the products again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} belongs to another program. Choose another file or address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} does not take this ({reason}). Check the server and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} is damaged ({reason}). Restart the program: it will set the file aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} is locked by another program. Close that program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} was empty; counting began anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {database} was made by a newer version of this program. Install that version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset in {folder} is damaged ({reason}). Import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset {name} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk with the database {database} is full; what is counted stays. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector YuNet is not installed; the simpler one is used. Import its file or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector&apos;s file {path} cannot be read ({reason}). Check its name, or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor {factor} has fewer than two levels, and one level shows no effect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor {factor} has {count} levels, where {array} needs {needed}. Change the levels, or let the program choose the array.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor {factor} is empty in line {line}. Fill it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor {factor} is there twice. Leave one out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of the PIN, {path}, is damaged. Delete it in the file system, then set a new PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} cannot be read ({reason}). Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is a workbook. Save it as CSV in the spreadsheet program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is no CSV file. Save it as CSV (UTF-8) in the spreadsheet program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is too large for a CSV file of this kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} of the model {name} holds something else than numbers ({reason}); it is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} of the model {name} is damaged: its checksum is wrong. Import the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} that names the active model is damaged. Activate a model again, or delete the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is damaged or not the expected face detector: its checksum is wrong. Bring {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {picture} is not a picture that this program reads. Save it as PNG or JPEG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line of {file} names a column twice. Remove one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line of {file} names no column {column}. Name them: code, name, picture, order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({reason}). Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label in {path} is none of 1 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The levels of {factor} are {levels}: each must be there once, and none empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest of the model in {folder} is damaged ({reason}). Import the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be activated: {file} cannot be written ({reason}). Check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be imported from {source} ({reason}). Check the file, the disk and the permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be saved in {folder} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be written to {file} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} cannot be loaded ({reason}). Import it again or activate another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} does not fit its manifest: it has {actual} where {expected} is expected. Import it again or activate another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} does not work: it gives no probabilities. Train it again, or take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} has a file {file} of a kind that this program does not load; it is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} lacks its file {file}. Import the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} was made for another version of this program. Train or import one for this version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name in line {line} of {file} is too long. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order {order} in line {line} of {file} is not a whole number up to {limit}. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture of the product {code} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {file} cannot be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {file} is too large ({width} x {height} pixels). Make it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {file} is too large a file. Make it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {file} is too small ({width} x {height} pixels). Replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {picture} cannot be kept in {folder} ({reason}). Check the disk and its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {picture} cannot be read ({reason}). Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {picture} is broken. Save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {picture} is too large ({width} x {height} pixels). Save it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plots cannot be written to {folder} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The product {code} in line {line} comes without its picture: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The products cannot be written to {file} ({reason}). Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ratio for larger-is-better needs responses above 0, and there is {value}. Use another ratio, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ratio for nominal-is-best compares the repeats of a run, and a run has one value only. Repeat every run, or use another ratio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ratio for nominal-is-best does not exist for a run whose repeats are all alike, or whose mean is 0. Use another ratio, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ratio for smaller-is-better does not exist where every response of a run is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The repeats of every run have exactly the same response, so they are copies and say nothing about chance. Repeat the runs with other seeds, or keep one of each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response {column} has {text} in line {line}, which is not a number. Write a number, or leave the cell empty where the run gave none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response {column} is empty in every row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response {response} is {value} in every row, so no factor can be told from another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}); the defaults are used. Correct or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} is not valid JSON ({reason}); the defaults are used. Correct or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source {source} gives no picture. It is opened again; check its cable and its power.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source {source} has stopped. It is opened again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source {source} shows the same picture all the time. It is opened again; check its cable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet has shortened the code in line {line} of {file} to {code}. Format that column as text and enter the code again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no column repeat with two or more repeats to take as blocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no factors: no column beside the response, run, repeat and seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training diverged in epoch {epoch}: its loss is no number. Take a smaller learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {path} are not VGG16&apos;s ({layer} is missing or has another shape). Take another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {path} cannot be read ({reason}). Take another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The zone {zone} in line {line} of {file} is wrong. Write left, top, right, bottom as shares of the picture: 0, 0, 0.5, 1 is its left half.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no class folders in {path}. It takes one folder a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no labels in {path}. Unpack CK+&apos;s Emotion folder there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a model {name}. Choose another name with --name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}. Give bundled, imagenet or a file of weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run {name} to go on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folds} folds take 2 or more, and at most as many as there are subjects ({subjects}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} are not numbers. Write the results as 0.93,0.94</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is no factor. Write it as NAME=LEVEL,LEVEL,...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no products in {file}. Write one a line under the names of the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageNet&apos;s weights cannot be downloaded ({reason}). Connect to a network, or take --backbone bundled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset {name} has no picture for {what}. Import it with another split, or take another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a dataset {name}. Choose another name, or delete {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a file {file}. Choose another name, or delete it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already another model {name}. Import this one under another name with --name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no array {name}. Choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no camera {wanted}. There are: {cameras}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no camera. Plug one in, or choose the source demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column {column} for the response. The table has {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column {column} that could be a factor. There are {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dataset in {folder}. See `main.py dataset list`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no earlier model to go back to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no factor {factor} to pool. The factors are {factors}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder {path}. Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder {path}. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}. Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {folder}. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model {name}. See `main.py models list`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no optimizer {name}. Choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture of {classes} in {folder}. Add some, or leave the class out with --classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no product with the code {code}. See `main.py products list`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no readable model in {folder} ({reason}). Import or activate another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no readable picture in {folder} for any of the classes {classes}. It takes one folder a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no usable picture in {source}: {n} were read, and all are broken, blank or duplicates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use the camera {camera}. Add the user to the group video and log in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until this is mended, what is counted is lost when the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With every factor pooled nothing is left to analyse. Leave at least one out of --pool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} is no address of a camera. It should look like rtsp://192.168.1.20/stream1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{array} has too few columns for {factors} factors with {levels} levels. Let the program choose the array.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a picture, or it is damaged. Replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read as a film. Choose another file, or convert it to MP4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has two columns called {column}. Rename one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds a link ({name}) and is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no file of FER2013: its columns are {columns}, not emotion, pixels, Usage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no readable CSV file ({reason}). Save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no whole zip file ({reason}). Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a readable CSV file: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a text file. Save the table as CSV (UTF-8).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is too large to unpack. Unpack it, and import the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} needs a row of column names and at least one row below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was made to write outside its folder ({name}) and is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pattern} has no group in parentheses for the subject.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pattern} is no regular expression ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows with {combinations} different combinations are too few to tell the factors {factors} apart. Run what is missing, or name the columns that are factors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is no whole model archive ({reason}). Export or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is refused: it holds {entry}, which is no part of a model. Take an archive that `main.py models export` has made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is refused: unpacked it has more than {most} MB. No model of this program is so large.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Next message</source>
        <translation>下一則訊息</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>收起這則訊息</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>刪除最後一個數字</translation>
    </message>
    <message>
        <source>The two were not the same. Once more.</source>
        <translation>兩次輸入不一致，請再試一次。</translation>
    </message>
    <message>
        <source>That was not the PIN.</source>
        <translation>PIN 碼不正確。</translation>
    </message>
    <message>
        <source>Enter the PIN</source>
        <translation>輸入 PIN 碼</translation>
    </message>
    <message>
        <source>Choose a PIN</source>
        <translation>設定 PIN 碼</translation>
    </message>
    <message>
        <source>Repeat the PIN</source>
        <translation>再次輸入 PIN 碼</translation>
    </message>
    <message>
        <source>It leads out of the locked kiosk.</source>
        <translation>用來離開鎖定的看板。</translation>
    </message>
    <message>
        <source>{least} to {most} digits. You will need it to leave the locked kiosk.</source>
        <translation>{least} 到 {most} 位數字。離開鎖定的看板時需要它。</translation>
    </message>
    <message>
        <source>So that there is no slip in it.</source>
        <translation>以免剛才按錯。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait {time}.</source>
        <translation>錯誤次數太多，請等 {time}。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>檢查中…</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>確定</translation>
    </message>
</context>
<context>
    <name>PreferenceGauge</name>
    <message>
        <source>Preference</source>
        <translation>喜好指數</translation>
    </message>
    <message>
        <source>too few to tell</source>
        <translation>人數太少，還不能判斷</translation>
    </message>
</context>
<context>
    <name>ProductCard</name>
    <message>
        <source>too few to tell</source>
        <translation>人數太少，還不能判斷</translation>
    </message>
    <message>
        <source>too few</source>
        <translation>人數太少</translation>
    </message>
    <message>
        <source>no. {rank}</source>
        <translation>第 {rank} 名</translation>
    </message>
</context>
<context>
    <name>TallyPanel</name>
    <message>
        <source>Viewers today</source>
        <translation>今日觀看人數</translation>
    </message>
    <message>
        <source>Viewers (7 d)</source>
        <translation>七日觀看人數</translation>
    </message>
    <message>
        <source>Viewers</source>
        <translation>觀看人數</translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation>還沒有商品</translation>
    </message>
    <message>
        <source>Import a list to begin</source>
        <translation>請先匯入商品清單</translation>
    </message>
    <message>
        <source>Mean dwell</source>
        <translation>平均停留</translation>
    </message>
    <message>
        <source>Mean attention</source>
        <translation>平均注視</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
</context>
</TS>
