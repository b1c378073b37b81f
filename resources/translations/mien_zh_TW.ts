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
        <translation>PIN 碼要有 {least} 到 {most} 位數字，請換一個。</translation>
    </message>
    <message>
        <source>A PIN of one repeated digit is guessed at once. Choose another one.</source>
        <translation>只重複一個數字的 PIN 碼一猜就中，請換一個。</translation>
    </message>
    <message>
        <source>A model cannot be called {name} here. Import it under another name with --name: letters, digits, dots and dashes.</source>
        <translation>模型不能取名為 {name}。請用 --name 以其他名稱匯入：英文字母、數字、句點和連字號。</translation>
    </message>
    <message>
        <source>Epochs and batch size start at 1 and dropout lies in 0 to 1, not {epochs}, {batch} and {dropout}.</source>
        <translation>訓練輪數和批次大小至少為 1，dropout 介於 0 和 1 之間，而不是 {epochs}、{batch} 和 {dropout}。</translation>
    </message>
    <message>
        <source>In {path}, the setting {name} is wrong ({reason}); its default is used.</source>
        <translation>{path} 裡的設定 {name} 有誤（{reason}），已改用預設值。</translation>
    </message>
    <message>
        <source>--keep takes {known}, not {given}.</source>
        <translation>--keep 可以是 {known}，不能是 {given}。</translation>
    </message>
    <message>
        <source>--split takes three shares that add up to 1, as 0.8,0.1,0.1, not {text}.</source>
        <translation>--split 要三個加起來等於 1 的比例，例如 0.8,0.1,0.1，而不是 {text}。</translation>
    </message>
    <message>
        <source>A confirmation needs at least one run, and each with a value.</source>
        <translation>確認實驗至少要有一次，而且每次都要有數值。</translation>
    </message>
    <message>
        <source>A dataset cannot be called {name}. Use letters, digits, dots and dashes.</source>
        <translation>資料集不能取名為 {name}。請使用英文字母、數字、句點和連字號。</translation>
    </message>
    <message>
        <source>A factor needs a name.</source>
        <translation>因子要有名稱。</translation>
    </message>
    <message>
        <source>A factor needs at least two levels: one level shows no effect.</source>
        <translation>因子至少要有兩個水準：只有一個水準看不出效果。</translation>
    </message>
    <message>
        <source>A finished model goes on at {px} px only: add --size {px}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model takes at least two classes, not {classes}.</source>
        <translation>模型至少要有兩個類別，不能只有 {classes}。</translation>
    </message>
    <message>
        <source>An experiment needs at least one factor.</source>
        <translation>實驗至少要有一個因子。</translation>
    </message>
    <message>
        <source>Column {position} of {path} has no name. Give it one.</source>
        <translation>{path} 的第 {position} 欄沒有名稱，請加上。</translation>
    </message>
    <message>
        <source>Epochs and minutes are above 0 and a batch has 2 pictures or more, not {epochs}, {minutes} and {batch}.</source>
        <translation>訓練輪數和分鐘數要大於 0，每批至少 2 張圖片，而不是 {epochs}、{minutes} 和 {batch}。</translation>
    </message>
    <message>
        <source>Line {line} of {file} has more cells than columns. Put quotes round a cell that holds a separator.</source>
        <translation>{file} 第 {line} 行的儲存格比欄位多。含有分隔符號的儲存格請加上引號。</translation>
    </message>
    <message>
        <source>Line {line} of {file} has no code. Give the product one.</source>
        <translation>{file} 第 {line} 行沒有條碼，請為商品加上。</translation>
    </message>
    <message>
        <source>Line {line} of {file} has no name. Give the product one.</source>
        <translation>{file} 第 {line} 行沒有名稱，請為商品加上。</translation>
    </message>
    <message>
        <source>Line {line} of {file} is not CSV ({reason}). Look for a quotation mark that has no partner.</source>
        <translation>{file} 第 {line} 行不是 CSV（{reason}）。請找找沒有成對的引號。</translation>
    </message>
    <message>
        <source>Line {line} of {path} has {cells} cells, where the first row has {columns}. Mend that line.</source>
        <translation>{path} 第 {line} 行有 {cells} 個儲存格，但第一列有 {columns} 個。請修正那一行。</translation>
    </message>
    <message>
        <source>Line {number} of {path} has the emotion {emotion}, which is none of 0 to {last}. Correct or delete it.</source>
        <translation>{path} 第 {number} 行的表情是 {emotion}，不在 0 到 {last} 之中。請更正或刪除。</translation>
    </message>
    <message>
        <source>Lines {first} and {line} of {file} have the same code {code}. Give each product its own.</source>
        <translation>{file} 第 {first} 行和第 {line} 行的條碼都是 {code}。每項商品要有自己的條碼。</translation>
    </message>
    <message>
        <source>Lines {first} and {second} are the same trial. Remove one, or number the repeats in a column repeat.</source>
        <translation>第 {first} 行和第 {second} 行是同一次試驗。請刪除一行，或用 repeat 欄為重複編號。</translation>
    </message>
    <message>
        <source>No PIN is set yet. Set one first.</source>
        <translation>還沒有設定 PIN 碼，請先設定。</translation>
    </message>
    <message>
        <source>No array up to {largest} holds {factors} factors with {levels} levels. Leave out factors or levels.</source>
        <translation>到 {largest} 為止，沒有直交表容得下 {factors} 個因子和 {levels} 個水準。請減少因子或水準。</translation>
    </message>
    <message>
        <source>No column of the table changes from run to run, so there is no factor to analyse.</source>
        <translation>表中沒有任何一欄隨著試驗改變，所以沒有因子可以分析。</translation>
    </message>
    <message>
        <source>No model is installed. Import one with `main.py models import FILE`.</source>
        <translation>還沒有安裝模型。請用 `main.py models import 檔案` 匯入。</translation>
    </message>
    <message>
        <source>No picture in the folder {folder} can be read (JPEG, PNG, BMP or WebP). Choose another folder.</source>
        <translation>資料夾 {folder} 裡沒有可以讀取的圖片（JPEG、PNG、BMP 或 WebP）。請換一個資料夾。</translation>
    </message>
    <message>
        <source>Nothing can be read from {address}. Check the address, its password, the camera and the network.</source>
        <translation>無法從 {address} 讀取影像。請檢查位址、密碼、攝影機和網路。</translation>
    </message>
    <message>
        <source>Run {run} has different levels in lines {first} and {second}. Mend one of them.</source>
        <translation>試驗 {run} 在第 {first} 行和第 {second} 行的水準不同，請修正其中一行。</translation>
    </message>
    <message>
        <source>Signal-to-noise ratios are of all repeats together, so the repeats cannot be blocks too.</source>
        <translation>訊噪比是由所有重複一起算出來的，所以重複不能同時當作區集。</translation>
    </message>
    <message>
        <source>The PIN cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>PIN 碼無法存到 {path}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The camera {camera} cannot be opened. Check that it is plugged in and that no other program uses it.</source>
        <translation>無法開啟攝影機 {camera}。請檢查是否已接上，以及是否有其他程式正在使用。</translation>
    </message>
    <message>
        <source>The camera {camera} gives no picture. Check its cable, and close other programs that use it.</source>
        <translation>攝影機 {camera} 沒有影像。請檢查連接線，並關閉其他使用它的程式。</translation>
    </message>
    <message>
        <source>The checkpoint in {folder} cannot be written ({reason}). Free some disk space: the one before is whole.</source>
        <translation>無法寫入 {folder} 裡的檢查點（{reason}）。請清出一些磁碟空間；前一個檢查點完好。</translation>
    </message>
    <message>
        <source>The code in line {line} of {file} is too long or has signs that cannot be typed. Correct it.</source>
        <translation>{file} 第 {line} 行的條碼太長，或含有無法輸入的符號，請更正。</translation>
    </message>
    <message>
        <source>The column {column} of {file} means nothing here; it was left out.</source>
        <translation>{file} 的欄位 {column} 在這裡沒有用處，已略過。</translation>
    </message>
    <message>
        <source>The connection to {address} is lost. Check the camera and the network.</source>
        <translation>與 {address} 的連線中斷了。請檢查攝影機和網路。</translation>
    </message>
    <message>
        <source>The damaged database {database} cannot be set aside ({reason}). Rename or move it yourself.</source>
        <translation>損壞的資料庫 {database} 無法移到一旁（{reason}）。請自行重新命名或搬移。</translation>
    </message>
    <message>
        <source>The database address {database} cannot be used ({reason}). Correct it in the settings.</source>
        <translation>無法使用資料庫位址 {database}（{reason}）。請在設定中更正。</translation>
    </message>
    <message>
        <source>The database address {database} needs the Python package {package}, which is not installed.</source>
        <translation>資料庫位址 {database} 需要 Python 套件 {package}，但尚未安裝。</translation>
    </message>
    <message>
        <source>The database folder {folder} cannot be made ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法建立資料庫資料夾 {folder}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The database was damaged ({reason}). It is kept as {aside}; counting began anew, with its {n} products.</source>
        <translation>資料庫損壞了（{reason}），已保留為 {aside}；計數重新開始，其中 {n} 項商品仍保留。</translation>
    </message>
    <message>
        <source>The database was damaged ({reason}). It is kept as {aside}; counting began anew. Import the products again.</source>
        <translation>資料庫損壞了（{reason}），已保留為 {aside}；計數重新開始。請重新匯入商品。</translation>
    </message>
    <message>
        <source>The database {database} belongs to another program. Choose another file or address in the settings.</source>
        <translation>資料庫 {database} 屬於其他程式。請在設定中選擇其他檔案或位址。</translation>
    </message>
    <message>
        <source>The database {database} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法寫入資料庫 {database}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The database {database} does not take this ({reason}). Check the server and the network.</source>
        <translation>資料庫 {database} 不接受這項資料（{reason}）。請檢查伺服器和網路。</translation>
    </message>
    <message>
        <source>The database {database} is damaged ({reason}). Restart the program: it will set the file aside.</source>
        <translation>資料庫 {database} 損壞了（{reason}）。請重新啟動程式，它會把檔案移到一旁。</translation>
    </message>
    <message>
        <source>The database {database} is locked by another program. Close that program.</source>
        <translation>資料庫 {database} 被其他程式鎖住了。請關閉那個程式。</translation>
    </message>
    <message>
        <source>The database {database} was empty; counting began anew.</source>
        <translation>資料庫 {database} 是空的，計數重新開始。</translation>
    </message>
    <message>
        <source>The database {database} was made by a newer version of this program. Install that version.</source>
        <translation>資料庫 {database} 是由較新版本的程式建立的。請安裝該版本。</translation>
    </message>
    <message>
        <source>The dataset in {folder} is damaged ({reason}). Import it again.</source>
        <translation>{folder} 裡的資料集損壞了（{reason}）。請重新匯入。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法寫入資料集 {name}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The disk with the database {database} is full; what is counted stays. Free some space.</source>
        <translation>資料庫 {database} 所在的磁碟已滿；已計的數字都會保留。請清出一些空間。</translation>
    </message>
    <message>
        <source>The face detector YuNet is not installed; the simpler one is used. Import its file or choose another.</source>
        <translation>尚未安裝人臉偵測器 YuNet，目前使用較簡單的一種。請匯入它的檔案，或選擇其他偵測器。</translation>
    </message>
    <message>
        <source>The face detector cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>人臉偵測器無法存到 {path}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The face detector&apos;s file {path} cannot be read ({reason}). Check its name, or import it again.</source>
        <translation>無法讀取人臉偵測器的檔案 {path}（{reason}）。請檢查檔名，或重新匯入。</translation>
    </message>
    <message>
        <source>The factor {factor} has fewer than two levels, and one level shows no effect.</source>
        <translation>因子 {factor} 少於兩個水準，只有一個水準看不出效果。</translation>
    </message>
    <message>
        <source>The factor {factor} has {count} levels, where {array} needs {needed}. Change the levels, or let the program choose the array.</source>
        <translation>因子 {factor} 有 {count} 個水準，但 {array} 需要 {needed} 個。請更改水準，或讓程式選擇直交表。</translation>
    </message>
    <message>
        <source>The factor {factor} is empty in line {line}. Fill it in.</source>
        <translation>因子 {factor} 在第 {line} 行是空的，請填上。</translation>
    </message>
    <message>
        <source>The factor {factor} is there twice. Leave one out.</source>
        <translation>因子 {factor} 出現兩次，請去掉一個。</translation>
    </message>
    <message>
        <source>The file of the PIN, {path}, is damaged. Delete it in the file system, then set a new PIN.</source>
        <translation>PIN 碼的檔案 {path} 損壞了。請在檔案系統中刪除它，再重新設定 PIN 碼。</translation>
    </message>
    <message>
        <source>The file {file} cannot be read ({reason}). Check its name.</source>
        <translation>無法讀取檔案 {file}（{reason}）。請檢查檔名。</translation>
    </message>
    <message>
        <source>The file {file} is a workbook. Save it as CSV in the spreadsheet program.</source>
        <translation>檔案 {file} 是活頁簿。請在試算表程式中另存為 CSV。</translation>
    </message>
    <message>
        <source>The file {file} is empty.</source>
        <translation>檔案 {file} 是空的。</translation>
    </message>
    <message>
        <source>The file {file} is no CSV file. Save it as CSV (UTF-8) in the spreadsheet program.</source>
        <translation>檔案 {file} 不是 CSV 檔。請在試算表程式中另存為 CSV（UTF-8）。</translation>
    </message>
    <message>
        <source>The file {file} is too large for a CSV file of this kind.</source>
        <translation>以這種 CSV 檔來說，檔案 {file} 太大了。</translation>
    </message>
    <message>
        <source>The file {file} of the model {name} holds something else than numbers ({reason}); it is refused.</source>
        <translation>模型 {name} 的檔案 {file} 含有數字以外的東西（{reason}），已拒絕。</translation>
    </message>
    <message>
        <source>The file {file} of the model {name} is damaged: its checksum is wrong. Import the model again.</source>
        <translation>模型 {name} 的檔案 {file} 損壞了：校驗碼不符。請重新匯入模型。</translation>
    </message>
    <message>
        <source>The file {file} that names the active model is damaged. Activate a model again, or delete the file.</source>
        <translation>記錄使用中模型的檔案 {file} 損壞了。請重新啟用一個模型，或刪除這個檔案。</translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法寫入檔案 {path}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The file {path} is damaged or not the expected face detector: its checksum is wrong. Bring {expected}.</source>
        <translation>檔案 {path} 損壞，或不是預期的人臉偵測器：校驗碼不符。請提供 {expected}。</translation>
    </message>
    <message>
        <source>The file {picture} is not a picture that this program reads. Save it as PNG or JPEG.</source>
        <translation>檔案 {picture} 不是本程式能讀取的圖片。請另存為 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>The first line of {file} names a column twice. Remove one.</source>
        <translation>{file} 的第一行有重複的欄位名稱，請刪除一個。</translation>
    </message>
    <message>
        <source>The first line of {file} names no column {column}. Name them: code, name, picture, order.</source>
        <translation>{file} 的第一行沒有欄位 {column}。欄位名稱為：code、name、picture、order。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({reason}). Check its permissions.</source>
        <translation>無法讀取資料夾 {folder}（{reason}）。請檢查權限。</translation>
    </message>
    <message>
        <source>The label in {path} is none of 1 to {last}.</source>
        <translation>{path} 裡的標籤不在 1 到 {last} 之中。</translation>
    </message>
    <message>
        <source>The levels of {factor} are {levels}: each must be there once, and none empty.</source>
        <translation>{factor} 的水準是 {levels}：每個只能出現一次，而且不能是空的。</translation>
    </message>
    <message>
        <source>The manifest of the model in {folder} is damaged ({reason}). Import the model again.</source>
        <translation>{folder} 裡模型的資訊檔損壞了（{reason}）。請重新匯入模型。</translation>
    </message>
    <message>
        <source>The model cannot be activated: {file} cannot be written ({reason}). Check the disk.</source>
        <translation>無法啟用模型：{file} 無法寫入（{reason}）。請檢查磁碟。</translation>
    </message>
    <message>
        <source>The model cannot be imported from {source} ({reason}). Check the file, the disk and the permissions.</source>
        <translation>無法從 {source} 匯入模型（{reason}）。請檢查檔案、磁碟和權限。</translation>
    </message>
    <message>
        <source>The model cannot be saved in {folder} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>模型無法存到 {folder}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The model cannot be written to {file} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>模型無法寫入 {file}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The model in {folder} tells {known} apart, not {wanted}. Start from another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} cannot be loaded ({reason}). Import it again or activate another one.</source>
        <translation>無法載入模型 {name}（{reason}）。請重新匯入，或啟用其他模型。</translation>
    </message>
    <message>
        <source>The model {name} does not fit its manifest: it has {actual} where {expected} is expected. Import it again or activate another one.</source>
        <translation>模型 {name} 與資訊檔不符：應為 {expected}，實際是 {actual}。請重新匯入，或啟用其他模型。</translation>
    </message>
    <message>
        <source>The model {name} does not work: it gives no probabilities. Train it again, or take another one.</source>
        <translation>模型 {name} 無法運作：它的輸出不是機率。請重新訓練，或改用其他模型。</translation>
    </message>
    <message>
        <source>The model {name} has a file {file} of a kind that this program does not load; it is refused.</source>
        <translation>模型 {name} 有本程式不載入的檔案 {file}，已拒絕。</translation>
    </message>
    <message>
        <source>The model {name} lacks its file {file}. Import the model again.</source>
        <translation>模型 {name} 缺少檔案 {file}。請重新匯入模型。</translation>
    </message>
    <message>
        <source>The model {name} was made for another version of this program. Train or import one for this version.</source>
        <translation>模型 {name} 是為其他版本的程式製作的。請為這個版本訓練或匯入模型。</translation>
    </message>
    <message>
        <source>The name in line {line} of {file} is too long. Shorten it.</source>
        <translation>{file} 第 {line} 行的名稱太長，請縮短。</translation>
    </message>
    <message>
        <source>The order {order} in line {line} of {file} is not a whole number up to {limit}. Correct it.</source>
        <translation>{file} 第 {line} 行的順序 {order} 不是 {limit} 以內的整數，請更正。</translation>
    </message>
    <message>
        <source>The picture of the product {code} is missing.</source>
        <translation>商品 {code} 的圖片不見了。</translation>
    </message>
    <message>
        <source>The picture {file} cannot be read ({reason}).</source>
        <translation>無法讀取圖片 {file}（{reason}）。</translation>
    </message>
    <message>
        <source>The picture {file} is too large ({width} x {height} pixels). Make it smaller.</source>
        <translation>圖片 {file} 太大（{width} x {height} 像素），請縮小。</translation>
    </message>
    <message>
        <source>The picture {file} is too large a file. Make it smaller.</source>
        <translation>圖片檔 {file} 太大，請縮小。</translation>
    </message>
    <message>
        <source>The picture {file} is too small ({width} x {height} pixels). Replace it.</source>
        <translation>圖片 {file} 太小（{width} x {height} 像素），請更換。</translation>
    </message>
    <message>
        <source>The picture {picture} cannot be kept in {folder} ({reason}). Check the disk and its permissions.</source>
        <translation>圖片 {picture} 無法存到 {folder}（{reason}）。請檢查磁碟和權限。</translation>
    </message>
    <message>
        <source>The picture {picture} cannot be read ({reason}). Check its name.</source>
        <translation>無法讀取圖片 {picture}（{reason}）。請檢查檔名。</translation>
    </message>
    <message>
        <source>The picture {picture} is broken. Save it again.</source>
        <translation>圖片 {picture} 損壞了，請重新儲存。</translation>
    </message>
    <message>
        <source>The picture {picture} is too large ({width} x {height} pixels). Save it smaller.</source>
        <translation>圖片 {picture} 太大（{width} x {height} 像素），請縮小後儲存。</translation>
    </message>
    <message>
        <source>The plots cannot be written to {folder} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>圖表無法寫入 {folder}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The product {code} in line {line} comes without its picture: {reason}</source>
        <translation>第 {line} 行的商品 {code} 沒有圖片：{reason}</translation>
    </message>
    <message>
        <source>The products cannot be written to {file} ({reason}). Choose another place.</source>
        <translation>商品無法寫入 {file}（{reason}）。請換一個位置。</translation>
    </message>
    <message>
        <source>The ratio for larger-is-better needs responses above 0, and there is {value}. Use another ratio, or none.</source>
        <translation>望大特性的訊噪比需要大於 0 的數值，但其中有 {value}。請改用其他訊噪比，或不使用。</translation>
    </message>
    <message>
        <source>The ratio for nominal-is-best compares the repeats of a run, and a run has one value only. Repeat every run, or use another ratio.</source>
        <translation>望目特性的訊噪比要比較同一試驗的重複，但有試驗只有一個數值。請重複每次試驗，或改用其他訊噪比。</translation>
    </message>
    <message>
        <source>The ratio for nominal-is-best does not exist for a run whose repeats are all alike, or whose mean is 0. Use another ratio, or none.</source>
        <translation>重複值全部相同或平均為 0 的試驗沒有望目特性的訊噪比。請改用其他訊噪比，或不使用。</translation>
    </message>
    <message>
        <source>The ratio for smaller-is-better does not exist where every response of a run is 0.</source>
        <translation>試驗的數值全部為 0 時，沒有望小特性的訊噪比。</translation>
    </message>
    <message>
        <source>The repeats of every run have exactly the same response, so they are copies and say nothing about chance. Repeat the runs with other seeds, or keep one of each.</source>
        <translation>每次試驗的重複數值完全相同，只是複本，看不出隨機變動。請換亂數種子重做，或各留一個。</translation>
    </message>
    <message>
        <source>The response {column} has {text} in line {line}, which is not a number. Write a number, or leave the cell empty where the run gave none.</source>
        <translation>反應值 {column} 在第 {line} 行是 {text}，不是數字。請填數字；試驗沒有結果時請留空。</translation>
    </message>
    <message>
        <source>The response {column} is empty in every row.</source>
        <translation>反應值 {column} 每一列都是空的。</translation>
    </message>
    <message>
        <source>The response {response} is {value} in every row, so no factor can be told from another.</source>
        <translation>反應值 {response} 每一列都是 {value}，所以分不出各因子的作用。</translation>
    </message>
    <message>
        <source>The settings cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>設定無法存到 {path}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}); the defaults are used. Correct or delete it.</source>
        <translation>無法讀取設定檔 {path}（{reason}），已改用預設值。請更正或刪除它。</translation>
    </message>
    <message>
        <source>The settings file {path} is not valid JSON ({reason}); the defaults are used. Correct or delete it.</source>
        <translation>設定檔 {path} 不是有效的 JSON（{reason}），已改用預設值。請更正或刪除它。</translation>
    </message>
    <message>
        <source>The source {source} gives no picture. It is opened again; check its cable and its power.</source>
        <translation>來源 {source} 沒有影像，正在重新開啟；請檢查連接線和電源。</translation>
    </message>
    <message>
        <source>The source {source} has stopped. It is opened again.</source>
        <translation>來源 {source} 停止了，正在重新開啟。</translation>
    </message>
    <message>
        <source>The source {source} shows the same picture all the time. It is opened again; check its cable.</source>
        <translation>來源 {source} 的畫面一直不變，正在重新開啟；請檢查連接線。</translation>
    </message>
    <message>
        <source>The spreadsheet has shortened the code in line {line} of {file} to {code}. Format that column as text and enter the code again.</source>
        <translation>試算表把 {file} 第 {line} 行的條碼縮短成 {code}。請把那一欄設為文字格式，再重新輸入條碼。</translation>
    </message>
    <message>
        <source>The table has no column repeat with two or more repeats to take as blocks.</source>
        <translation>表中沒有含兩次以上重複的 repeat 欄可以當作區集。</translation>
    </message>
    <message>
        <source>The table has no factors: no column beside the response, run, repeat and seed.</source>
        <translation>表中沒有因子：除了反應值、run、repeat 和 seed 之外沒有其他欄位。</translation>
    </message>
    <message>
        <source>The teacher in {folder} tells {known} apart, not {wanted}. Take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training diverged in epoch {epoch}: its loss is no number. Take a smaller learning rate.</source>
        <translation>訓練在第 {epoch} 輪發散：損失不是數字。請降低學習率。</translation>
    </message>
    <message>
        <source>The weights in {path} are not VGG16&apos;s ({layer} is missing or has another shape). Take another file.</source>
        <translation>{path} 裡的權重不是 VGG16 的（缺少 {layer} 或形狀不同）。請換一個檔案。</translation>
    </message>
    <message>
        <source>The weights in {path} cannot be read ({reason}). Take another file.</source>
        <translation>無法讀取 {path} 裡的權重（{reason}）。請換一個檔案。</translation>
    </message>
    <message>
        <source>The zone {zone} in line {line} of {file} is wrong. Write left, top, right, bottom as shares of the picture: 0, 0, 0.5, 1 is its left half.</source>
        <translation>{file} 第 {line} 行的區域 {zone} 有誤。請以畫面的比例寫出左、上、右、下：0, 0, 0.5, 1 是左半邊。</translation>
    </message>
    <message>
        <source>There are no class folders in {path}. It takes one folder a class.</source>
        <translation>{path} 裡沒有類別資料夾。每個類別要有一個資料夾。</translation>
    </message>
    <message>
        <source>There are no labels in {path}. Unpack CK+&apos;s Emotion folder there.</source>
        <translation>{path} 裡沒有標籤。請把 CK+ 的 Emotion 資料夾解壓縮到那裡。</translation>
    </message>
    <message>
        <source>There is already a model {name}. Choose another name with --name.</source>
        <translation>已經有模型 {name}。請用 --name 換一個名稱。</translation>
    </message>
    <message>
        <source>There is no checkpoint of a pretraining in {folder} to start from.</source>
        <translation>{folder} 裡沒有可以接續的預訓練檢查點。</translation>
    </message>
    <message>
        <source>There is no face of a class that both models know. Take another folder, or other models.</source>
        <translation>沒有兩個模型都認得的類別的人臉。請換一個資料夾，或換其他模型。</translation>
    </message>
    <message>
        <source>There is no file {path}. Give bundled, imagenet or a file of weights.</source>
        <translation>沒有檔案 {path}。請指定 bundled、imagenet 或權重檔。</translation>
    </message>
    <message>
        <source>There is no run {name} to go on with.</source>
        <translation>沒有可以接續的訓練 {name}。</translation>
    </message>
    <message>
        <source>{folds} folds take 2 or more, and at most as many as there are subjects ({subjects}).</source>
        <translation>折數 {folds} 不行：至少要 2，最多是受試者的人數（{subjects}）。</translation>
    </message>
    <message>
        <source>{text} are not numbers. Write the results as 0.93,0.94</source>
        <translation>{text} 不是數字。請把結果寫成 0.93,0.94</translation>
    </message>
    <message>
        <source>{text} is no factor. Write it as NAME=LEVEL,LEVEL,...</source>
        <translation>{text} 不是因子。請寫成 名稱=水準,水準,...</translation>
    </message>
    <message>
        <source>There are no products in {file}. Write one a line under the names of the columns.</source>
        <translation>{file} 裡沒有商品。請在欄位名稱下面每行寫一項。</translation>
    </message>
    <message>
        <source>ImageNet&apos;s weights cannot be downloaded ({reason}). Connect to a network, or take --backbone bundled.</source>
        <translation>無法下載 ImageNet 的權重（{reason}）。請連上網路，或改用 --backbone bundled。</translation>
    </message>
    <message>
        <source>The dataset {name} has no picture for {what}. Import it with another split, or take another.</source>
        <translation>資料集 {name} 沒有給 {what} 用的圖片。請以其他比例重新匯入，或換一個資料集。</translation>
    </message>
    <message>
        <source>The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.</source>
        <translation>資料集 {name} 沒有可以訓練 {classes} 的圖片。請用 --classes 去掉這個類別。</translation>
    </message>
    <message>
        <source>There is already a dataset {name}. Choose another name, or delete {folder}.</source>
        <translation>已經有資料集 {name}。請換一個名稱，或刪除 {folder}。</translation>
    </message>
    <message>
        <source>There is already a file {file}. Choose another name, or delete it first.</source>
        <translation>已經有檔案 {file}。請換一個名稱，或先刪除它。</translation>
    </message>
    <message>
        <source>There is already another model {name}. Import this one under another name with --name.</source>
        <translation>已經有另一個模型 {name}。請用 --name 以其他名稱匯入。</translation>
    </message>
    <message>
        <source>There is no array {name}. Choose one of {known}.</source>
        <translation>沒有直交表 {name}。請選擇 {known} 其中之一。</translation>
    </message>
    <message>
        <source>There is no camera {wanted}. There are: {cameras}.</source>
        <translation>沒有攝影機 {wanted}。現有：{cameras}。</translation>
    </message>
    <message>
        <source>There is no camera. Plug one in, or choose the source demo.</source>
        <translation>沒有攝影機。請接上一台，或選擇示範來源 demo。</translation>
    </message>
    <message>
        <source>There is no column {column} for the response. The table has {columns}.</source>
        <translation>沒有反應值欄位 {column}。表中有 {columns}。</translation>
    </message>
    <message>
        <source>There is no column {column} that could be a factor. There are {columns}.</source>
        <translation>沒有可以當作因子的欄位 {column}。現有：{columns}。</translation>
    </message>
    <message>
        <source>There is no dataset in {folder}. See `main.py dataset list`.</source>
        <translation>{folder} 裡沒有資料集。請見 `main.py dataset list`。</translation>
    </message>
    <message>
        <source>There is no earlier model to go back to.</source>
        <translation>沒有更早的模型可以還原。</translation>
    </message>
    <message>
        <source>There is no factor {factor} to pool. The factors are {factors}.</source>
        <translation>沒有可以併入誤差的因子 {factor}。因子有 {factors}。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}. Check its name.</source>
        <translation>沒有檔案或資料夾 {path}。請檢查名稱。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}. Check the name.</source>
        <translation>沒有檔案或資料夾 {path}。請檢查名稱。</translation>
    </message>
    <message>
        <source>There is no file {path}. Check its name.</source>
        <translation>沒有檔案 {path}。請檢查名稱。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Check the name.</source>
        <translation>沒有資料夾 {folder}。請檢查名稱。</translation>
    </message>
    <message>
        <source>There is no model {name}. See `main.py models list`.</source>
        <translation>沒有模型 {name}。請見 `main.py models list`。</translation>
    </message>
    <message>
        <source>There is no optimizer {name}. Choose one of {known}.</source>
        <translation>沒有最佳化器 {name}。請選擇 {known} 其中之一。</translation>
    </message>
    <message>
        <source>There is no picture of {classes} in {folder}. Add some, or leave the class out with --classes.</source>
        <translation>{folder} 裡沒有 {classes} 的圖片。請加入一些，或用 --classes 去掉這個類別。</translation>
    </message>
    <message>
        <source>There is no product with the code {code}. See `main.py products list`.</source>
        <translation>沒有條碼為 {code} 的商品。請見 `main.py products list`。</translation>
    </message>
    <message>
        <source>There is no readable model in {folder} ({reason}). Import or activate another model.</source>
        <translation>{folder} 裡沒有可以讀取的模型（{reason}）。請匯入或啟用其他模型。</translation>
    </message>
    <message>
        <source>There is no readable picture in {folder} for any of the classes {classes}. It takes one folder a class.</source>
        <translation>{folder} 裡沒有類別 {classes} 的可讀圖片。每個類別要有一個資料夾。</translation>
    </message>
    <message>
        <source>There is no usable picture in {source}: {n} were read, and all are broken, blank or duplicates.</source>
        <translation>{source} 裡沒有可用的圖片：讀了 {n} 張，全都損壞、空白或重複。</translation>
    </message>
    <message>
        <source>This user may not use the camera {camera}. Add the user to the group video and log in again.</source>
        <translation>這個使用者沒有使用攝影機 {camera} 的權限。請把使用者加入 video 群組，再重新登入。</translation>
    </message>
    <message>
        <source>Until this is mended, what is counted is lost when the program ends.</source>
        <translation>在修好之前，計數會在程式結束時遺失。</translation>
    </message>
    <message>
        <source>With every factor pooled nothing is left to analyse. Leave at least one out of --pool.</source>
        <translation>所有因子都併入誤差就沒有東西可以分析了。--pool 請至少留下一個因子。</translation>
    </message>
    <message>
        <source>{address} is no address of a camera. It should look like rtsp://192.168.1.20/stream1.</source>
        <translation>{address} 不是攝影機的位址。格式應像 rtsp://192.168.1.20/stream1。</translation>
    </message>
    <message>
        <source>{array} has too few columns for {factors} factors with {levels} levels. Let the program choose the array.</source>
        <translation>{array} 的欄數不夠放 {factors} 個因子和 {levels} 個水準。請讓程式選擇直交表。</translation>
    </message>
    <message>
        <source>{file} is not a picture, or it is damaged. Replace it.</source>
        <translation>{file} 不是圖片，或已損壞，請更換。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a film. Choose another file, or convert it to MP4.</source>
        <translation>無法把 {path} 當作影片讀取。請換一個檔案，或轉成 MP4。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>無法讀取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>無法寫入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name.</source>
        <translation>{path} 已經存在，請換一個名稱。</translation>
    </message>
    <message>
        <source>{path} has two columns called {column}. Rename one.</source>
        <translation>{path} 有兩個欄位都叫 {column}，請改掉一個。</translation>
    </message>
    <message>
        <source>{path} holds a link ({name}) and is refused.</source>
        <translation>{path} 含有連結（{name}），已拒絕。</translation>
    </message>
    <message>
        <source>{path} is no file of FER2013: its columns are {columns}, not emotion, pixels, Usage.</source>
        <translation>{path} 不是 FER2013 的檔案：它的欄位是 {columns}，而不是 emotion、pixels、Usage。</translation>
    </message>
    <message>
        <source>{path} is no readable CSV file ({reason}). Save it as UTF-8.</source>
        <translation>{path} 不是可以讀取的 CSV 檔（{reason}）。請存成 UTF-8。</translation>
    </message>
    <message>
        <source>{path} is no whole zip file ({reason}). Get it again.</source>
        <translation>{path} 不是完整的 zip 檔（{reason}）。請重新取得。</translation>
    </message>
    <message>
        <source>{path} is not a readable CSV file: {reason}.</source>
        <translation>{path} 不是可以讀取的 CSV 檔：{reason}。</translation>
    </message>
    <message>
        <source>{path} is not a text file. Save the table as CSV (UTF-8).</source>
        <translation>{path} 不是文字檔。請把表格存成 CSV（UTF-8）。</translation>
    </message>
    <message>
        <source>{path} is too large to unpack. Unpack it, and import the folder.</source>
        <translation>{path} 太大，無法解壓縮。請自行解壓縮後匯入資料夾。</translation>
    </message>
    <message>
        <source>{path} needs a row of column names and at least one row below it.</source>
        <translation>{path} 需要一列欄位名稱，以及下面至少一列資料。</translation>
    </message>
    <message>
        <source>{path} was made to write outside its folder ({name}) and is refused.</source>
        <translation>{path} 企圖寫到自己的資料夾之外（{name}），已拒絕。</translation>
    </message>
    <message>
        <source>{pattern} has no group in parentheses for the subject.</source>
        <translation>{pattern} 沒有用括號標出受試者。</translation>
    </message>
    <message>
        <source>{pattern} is no regular expression ({reason}).</source>
        <translation>{pattern} 不是正規表示式（{reason}）。</translation>
    </message>
    <message>
        <source>{rows} rows with {combinations} different combinations are too few to tell the factors {factors} apart. Run what is missing, or name the columns that are factors.</source>
        <translation>{rows} 列、{combinations} 種組合太少，分不出因子 {factors} 的作用。請補做缺少的試驗，或指定哪些欄位是因子。</translation>
    </message>
    <message>
        <source>{source} is no whole model archive ({reason}). Export or copy it again.</source>
        <translation>{source} 不是完整的模型封存檔（{reason}）。請重新匯出或複製。</translation>
    </message>
    <message>
        <source>{source} is refused: it holds {entry}, which is no part of a model. Take an archive that `main.py models export` has made.</source>
        <translation>已拒絕 {source}：它含有不屬於模型的 {entry}。請使用 `main.py models export` 產生的封存檔。</translation>
    </message>
    <message>
        <source>{source} is refused: unpacked it has more than {most} MB. No model of this program is so large.</source>
        <translation>已拒絕 {source}：解壓縮後超過 {most} MB，本程式的模型不會這麼大。</translation>
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
