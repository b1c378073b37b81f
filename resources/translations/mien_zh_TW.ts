<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AccessPage</name>
    <message>
        <source>Access and history</source>
        <translation>權限與紀錄</translation>
    </message>
    <message>
        <source>The PIN</source>
        <translation>PIN 碼</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>更改 PIN 碼</translation>
    </message>
    <message>
        <source>The panel locks when nobody has touched it for</source>
        <translation>無人操作多久後自動鎖定</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分鐘</translation>
    </message>
    <message>
        <source>What was changed, and when</source>
        <translation>變更紀錄</translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>目前沒有任何變更。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>What</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>The PIN is changed.</source>
        <translation>PIN 碼已更改。</translation>
    </message>
</context>
<context>
    <name>AdminWindow</name>
    <message>
        <source>Nobody is counted until the program is started again.</source>
        <translation>在重新啟動程式之前，不會再統計任何人。</translation>
    </message>
    <message>
        <source>The training that is running stops too. It can be resumed later.</source>
        <translation>進行中的訓練也會停止，之後可以接續。</translation>
    </message>
    <message>
        <source>Leave the kiosk?</source>
        <translation>要離開看板嗎？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>離開</translation>
    </message>
    <message>
        <source>Mien: administration</source>
        <translation>Mien：管理</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>總覽</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>DCGAN augmentation</source>
        <translation>DCGAN 擴增</translation>
    </message>
    <message>
        <source>Does it help?</source>
        <translation>擴增有用嗎？</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>重新訓練</translation>
    </message>
    <message>
        <source>L9 experiment</source>
        <translation>L9 實驗</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Access and history</source>
        <translation>權限與紀錄</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>診斷</translation>
    </message>
    <message>
        <source>Improve the model</source>
        <translation>模型改善</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>回到看板</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>離開看板</translation>
    </message>
    <message>
        <source>Pause camera</source>
        <translation>暫停攝影機</translation>
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
</context>
<context>
    <name>AttributionCard</name>
    <message>
        <source>Which product a face looks at</source>
        <translation>人臉在看哪一項商品</translation>
    </message>
    <message>
        <source>The one on show</source>
        <translation>展示中的商品</translation>
    </message>
    <message>
        <source>Each in turn</source>
        <translation>輪流展示</translation>
    </message>
    <message>
        <source>By shelf zone</source>
        <translation>依貨架區域</translation>
    </message>
    <message>
        <source>Each is on show for</source>
        <translation>每項展示</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Remove zone</source>
        <translation>移除區域</translation>
    </message>
    <message>
        <source>Everybody looks at the product that the operator has put on show.</source>
        <translation>每個人看的都是店員目前展示的商品。</translation>
    </message>
    <message>
        <source>The products are put on show one after the other, each for the same time.</source>
        <translation>商品依序輪流展示，每項時間相同。</translation>
    </message>
    <message>
        <source>All products stand on the shelf at once; a face looks at the product in whose zone it is. Choose a product at the left and drag its zone on the picture.</source>
        <translation>所有商品同時在架上；臉在哪個區域，就算在看那項商品。請在左側選商品，再於畫面上拖曳它的區域。</translation>
    </message>
    <message>
        <source>Nobody is counted for products without a zone: {names}</source>
        <translation>沒有區域的商品不會計入任何人：{names}</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>The panel locked by itself</source>
        <translation>管理畫面自動鎖定</translation>
    </message>
    <message>
        <source>The panel was opened</source>
        <translation>開啟管理畫面</translation>
    </message>
    <message>
        <source>The panel was closed</source>
        <translation>關閉管理畫面</translation>
    </message>
    <message>
        <source>A wrong PIN was tried</source>
        <translation>有人輸入錯誤的 PIN 碼</translation>
    </message>
    <message>
        <source>The PIN was set</source>
        <translation>設定 PIN 碼</translation>
    </message>
    <message>
        <source>The kiosk was left</source>
        <translation>離開看板</translation>
    </message>
    <message>
        <source>Setting {name}: {before} → {after}</source>
        <translation>設定 {name}：{before} → {after}</translation>
    </message>
    <message>
        <source>Setting {name} set back: {before} → {after}</source>
        <translation>復原設定 {name}：{before} → {after}</translation>
    </message>
    <message>
        <source>Product {code} saved: {name}</source>
        <translation>儲存商品 {code}：{name}</translation>
    </message>
    <message>
        <source>Product {code} retired: {name}</source>
        <translation>下架商品 {code}：{name}</translation>
    </message>
    <message>
        <source>Product {code} is on offer again: {name}</source>
        <translation>商品 {code} 重新上架：{name}</translation>
    </message>
    <message>
        <source>Products put in another order</source>
        <translation>調整了商品順序</translation>
    </message>
    <message>
        <source>Change of the products undone: {codes}</source>
        <translation>已復原商品變更：{codes}</translation>
    </message>
    <message>
        <source>Shelf zone of product {code}: {zone}</source>
        <translation>商品 {code} 的貨架區域：{zone}</translation>
    </message>
    <message>
        <source>{n} products imported from {file}</source>
        <translation>從 {file} 匯入 {n} 項商品</translation>
    </message>
    <message>
        <source>Model {name} put to work (before: {before})</source>
        <translation>啟用模型 {name}（先前：{before}）</translation>
    </message>
    <message>
        <source>Back to model {name} (before: {before})</source>
        <translation>退回模型 {name}（先前：{before}）</translation>
    </message>
    <message>
        <source>Model {name} imported</source>
        <translation>匯入模型 {name}</translation>
    </message>
    <message>
        <source>Model {name} deleted</source>
        <translation>已刪除模型 {name}</translation>
    </message>
    <message>
        <source>Model {name} written to {file}</source>
        <translation>模型 {name} 已寫入 {file}</translation>
    </message>
    <message>
        <source>Face detector installed from {file}</source>
        <translation>已從 {file} 安裝人臉偵測器</translation>
    </message>
    <message>
        <source>Dataset {name} deleted</source>
        <translation>已刪除資料集 {name}</translation>
    </message>
    <message>
        <source>Dataset {name} imported, {n} pictures</source>
        <translation>匯入資料集 {name}，{n} 張圖片</translation>
    </message>
    <message>
        <source>Generated pictures removed from dataset {name}: {n}</source>
        <translation>從資料集 {name} 移除 {n} 張生成圖片</translation>
    </message>
    <message>
        <source>A shopper&apos;s picture kept, with consent, as {label}</source>
        <translation>經顧客同意，保留一張標記為{label}的圖片</translation>
    </message>
    <message>
        <source>A shopper&apos;s picture withdrawn</source>
        <translation>顧客撤回一張圖片</translation>
    </message>
    <message>
        <source>Started: {kind}, {run}</source>
        <translation>開始：{kind}，{run}</translation>
    </message>
    <message>
        <source>Ended: {kind}, {run}: {outcome}</source>
        <translation>結束：{kind}，{run}：{outcome}</translation>
    </message>
    <message>
        <source>Report written to {file}</source>
        <translation>報告寫入 {file}</translation>
    </message>
</context>
<context>
    <name>AugmentationForm</name>
    <message>
        <source>What to draw, and how</source>
        <translation>產生內容與方式</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>數量</translation>
    </message>
    <message>
        <source>Training pictures of each class</source>
        <translation>每類的訓練圖片數</translation>
    </message>
    <message>
        <source>Times as many as now</source>
        <translation>現有數量的倍數</translation>
    </message>
    <message>
        <source>Expressions to be filled up, with their training pictures now</source>
        <translation>要補足的表情，與目前的訓練圖片數</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>網路</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 數</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Drawn for each picture kept</source>
        <translation>每保留一張所產生的張數</translation>
    </message>
    <message>
        <source>Keep only the good ones</source>
        <translation>只保留好的圖片</translation>
    </message>
    <message>
        <source>Add them to the dataset</source>
        <translation>加入資料集</translation>
    </message>
    <message>
        <source>One network for all expressions</source>
        <translation>所有表情共用一個網路</translation>
    </message>
    <message>
        <source>Steps of an epoch, for each class</source>
        <translation>每個 epoch 的步數（每個類別）</translation>
    </message>
    <message>
        <source>every picture once</source>
        <translation>每張圖片一次</translation>
    </message>
    <message>
        <source>Learning rate of the generator</source>
        <translation>生成器的學習率</translation>
    </message>
    <message>
        <source>Learning rate of the discriminator</source>
        <translation>判別器的學習率</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>標籤平滑</translation>
    </message>
    <message>
        <source>how far below 1 the target of real pictures lies</source>
        <translation>真實圖片的目標值比 1 低多少</translation>
    </message>
    <message>
        <source>Change pictures before the discriminator sees them</source>
        <translation>判別器看到圖片前先加以變化</translation>
    </message>
    <message>
        <source>As many as the largest class</source>
        <translation>補到與最多的類別相同</translation>
    </message>
    <message>
        <source>A number of each</source>
        <translation>每類指定張數</translation>
    </message>
    <message>
        <source>A multiple</source>
        <translation>倍數</translation>
    </message>
    <message>
        <source>Usual values</source>
        <translation>一般建議值</translation>
    </message>
    <message>
        <source>Values of the original study</source>
        <translation>原研究的設定</translation>
    </message>
</context>
<context>
    <name>AugmentationPage</name>
    <message>
        <source>DCGAN augmentation</source>
        <translation>DCGAN 擴增</translation>
    </message>
    <message>
        <source>To be drawn: {classes}. Only training pictures are added to; the test stays real.</source>
        <translation>將產生：{classes}。只補充訓練圖片，測試仍全用真實圖片。</translation>
    </message>
    <message>
        <source>At 128 pixels this takes days without a graphics card.</source>
        <translation>128 像素在沒有顯示卡的情況下需要好幾天。</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已加入</translation>
    </message>
    <message>
        <source>kept in the run&apos;s folder</source>
        <translation>保留在執行資料夾</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>全部一起</translation>
    </message>
    <message>
        <source>after epoch {n}</source>
        <translation>第 {n} 個 epoch 後</translation>
    </message>
    <message>
        <source>What it draws</source>
        <translation>產生的圖片</translation>
    </message>
    <message>
        <source>The first pictures come after the first epoch.</source>
        <translation>第一個 epoch 完成後才會有圖片。</translation>
    </message>
    <message>
        <source>generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>discriminator</source>
        <translation>判別器</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>epoch</translation>
    </message>
    <message>
        <source>The first epoch is not yet done.</source>
        <translation>第一個 epoch 還沒完成。</translation>
    </message>
    <message>
        <source>distance from real faces (KID, the lower the better)</source>
        <translation>與真實人臉的距離（KID，越低越好）</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Start drawing</source>
        <translation>開始產生</translation>
    </message>
    <message>
        <source>one network for all</source>
        <translation>全部共用一個網路</translation>
    </message>
    <message>
        <source>{epochs} epochs</source>
        <translation>{epochs} 個 epoch</translation>
    </message>
    <message>
        <source>batch {size}</source>
        <translation>批次 {size}</translation>
    </message>
    <message>
        <source>to {n} each</source>
        <translation>每類 {n} 張</translation>
    </message>
    <message>
        <source>{factor} times as many</source>
        <translation>{factor} 倍</translation>
    </message>
    <message>
        <source>{n} pictures added</source>
        <translation>已加入 {n} 張圖片</translation>
    </message>
    <message>
        <source>failed: {classes}</source>
        <translation>失敗：{classes}</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>KID</source>
        <translation>KID</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多樣性</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>By expression</source>
        <translation>各表情</translation>
    </message>
</context>
<context>
    <name>BackboneChoice</name>
    <message>
        <source>A file of weights</source>
        <translation>權重檔</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>權重</translation>
    </message>
    <message>
        <source>ImageNet (download)</source>
        <translation>ImageNet（需下載）</translation>
    </message>
    <message>
        <source>A file …</source>
        <translation>檔案……</translation>
    </message>
</context>
<context>
    <name>BeforeAfterCard</name>
    <message>
        <source>Before and after, such as a new package</source>
        <translation>前後比較（例如換新包裝）</translation>
    </message>
    <message>
        <source>Compare with earlier days</source>
        <translation>與先前日期比較</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>先前使用</translation>
    </message>
    <message>
        <source>First day before</source>
        <translation>先前期間開始日期</translation>
    </message>
    <message>
        <source>Last day before</source>
        <translation>先前期間結束日期</translation>
    </message>
    <message>
        <source>Products compared</source>
        <translation>比較的商品</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>全部商品</translation>
    </message>
    <message>
        <source>Compares the chosen days with earlier ones: did a new package, place or price change anything?</source>
        <translation>將所選日期與先前日期比較：新包裝、新位置或新價格有沒有帶來改變？</translation>
    </message>
</context>
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
    <name>ClassBars</name>
    <message>
        <source>{real} + {made} made = {all}</source>
        <translation>{real} + 生成 {made} = {all}</translation>
    </message>
</context>
<context>
    <name>ComparisonPage</name>
    <message>
        <source>Does it help?</source>
        <translation>擴增有用嗎？</translation>
    </message>
    <message>
        <source>{n} trainings, all judged on the same real faces.</source>
        <translation>共 {n} 次訓練，全部用相同的真實人臉評量。</translation>
    </message>
    <message>
        <source>For each fold the DCGANs are trained anew: this takes hours.</source>
        <translation>每折都會重新訓練 DCGAN，需要數小時。</translation>
    </message>
    <message>
        <source>A network from scratch knows no other faces: augmentation should matter most there.</source>
        <translation>從零訓練的網路沒看過其他臉孔，擴增在此應最有作用。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>比較基準</translation>
    </message>
    <message>
        <source>There is nothing to conclude yet.</source>
        <translation>現在下結論太早。</translation>
    </message>
    <message>
        <source>{arm} helps.</source>
        <translation>{arm}：有幫助。</translation>
    </message>
    <message>
        <source>{arm} does harm.</source>
        <translation>{arm}：有害。</translation>
    </message>
    <message>
        <source>{arm}: no difference that these people can show.</source>
        <translation>{arm}：這些人看不出差別。</translation>
    </message>
    <message>
        <source>Judged on {n} real faces of {people} people. Differences are of macro F1, in percentage points against “{baseline}”, with 95 % intervals over people and repeats.</source>
        <translation>以 {people} 人的 {n} 張真實人臉評量。差距為 macro F1 相對於「{baseline}」的百分點，附人與重複次數的 95 % 信賴區間。</translation>
    </message>
    <message>
        <source>Start the comparison</source>
        <translation>開始比較</translation>
    </message>
    <message>
        <source>repeats: {n}</source>
        <translation>重複 {n} 次</translation>
    </message>
    <message>
        <source>{n} folds</source>
        <translation>{n} 折</translation>
    </message>
    <message>
        <source>highest macro F1 {figure}: {arm}</source>
        <translation>最高 macro F1 {figure}：{arm}</translation>
    </message>
    <message>
        <source>Which training pictures to compare</source>
        <translation>要比較的訓練圖片</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重複次數</translation>
    </message>
    <message>
        <source>Folds by person (1: the dataset&apos;s own split)</source>
        <translation>依人分折（1：資料集原有切分）</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比較基準</translation>
    </message>
    <message>
        <source>Kinds of training pictures</source>
        <translation>訓練圖片的種類</translation>
    </message>
    <message>
        <source>Expressions that the model shall tell apart</source>
        <translation>模型要分辨的表情</translation>
    </message>
    <message>
        <source>On which networks</source>
        <translation>使用哪些網路</translation>
    </message>
    <message>
        <source>Epochs of a head</source>
        <translation>分類層 epoch 數</translation>
    </message>
    <message>
        <source>Epochs from scratch</source>
        <translation>從零訓練的 epoch 數</translation>
    </message>
    <message>
        <source>Epochs of a fold&apos;s DCGAN</source>
        <translation>每折 DCGAN 的 epoch 數</translation>
    </message>
    <message>
        <source>Share of the generated pictures</source>
        <translation>使用的生成圖片比例</translation>
    </message>
    <message>
        <source>Network of a fold&apos;s DCGAN</source>
        <translation>各折 DCGAN 的網路</translation>
    </message>
    <message>
        <source>One network for all expressions</source>
        <translation>所有表情共用一個網路</translation>
    </message>
    <message>
        <source>Random views of each picture</source>
        <translation>每張圖片的隨機變化數</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>訓練圖片</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Difference (points)</source>
        <translation>差距（百分點）</translation>
    </message>
    <message>
        <source>McNemar p</source>
        <translation>McNemar p</translation>
    </message>
    <message>
        <source>On the same real faces</source>
        <translation>相同的真實人臉</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>結論</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>There is no picture with this code. Look at it once more.</source>
        <translation>沒有對應這組代碼的照片，請再確認一次。</translation>
    </message>
    <message>
        <source>I am an adult, and the face is mine. I agree.</source>
        <translation>我已成年，照片中是我本人，我同意。</translation>
    </message>
    <message>
        <source>Without a touch this closes in {time}, and nothing is kept.</source>
        <translation>若未觸碰螢幕，{time}後會關閉，不保留任何內容。</translation>
    </message>
    <message>
        <source>The code goes in {time}.</source>
        <translation>代碼將在 {time}後消失。</translation>
    </message>
    <message>
        <source>One face must be in the picture, and no other.</source>
        <translation>畫面中只能有您一個人的臉。</translation>
    </message>
</context>
<context>
    <name>ConsentOffer</name>
    <message>
        <source>Help it learn…</source>
        <translation>協助學習…</translation>
    </message>
</context>
<context>
    <name>ConsentSteps</name>
    <message>
        <source>Will you give a picture of your face?</source>
        <translation>願意提供一張您的臉部照片嗎？</translation>
    </message>
    <message>
        <source>Show an expression</source>
        <translation>請做一個表情</translation>
    </message>
    <message>
        <source>This picture would be kept</source>
        <translation>將會保留這張照片</translation>
    </message>
    <message>
        <source>Thank you. This is your code</source>
        <translation>謝謝您。這是您的代碼</translation>
    </message>
    <message>
        <source>Take back a picture</source>
        <translation>撤回照片</translation>
    </message>
    <message>
        <source>Your picture is deleted</source>
        <translation>您的照片已刪除</translation>
    </message>
    <message>
        <source>This kiosk learns to read expressions from pictures. If you agree, you see your picture first and say what it shows; only then a small grey picture of your face and that word are kept on this machine, without your name. You get a code with which you can have it deleted at any time. Saying no has no disadvantage.</source>
        <translation>本機從照片學習判讀表情。若您同意，會先讓您看到照片並由您說明是什麼表情；之後才會在本機保留一張小的灰階臉部照片和該表情，不含姓名。您會得到一組代碼，隨時可以用它刪除照片。拒絕不會有任何不利。</translation>
    </message>
    <message>
        <source>Nothing is kept yet. Look into the camera and touch Take picture.</source>
        <translation>目前尚未保留任何內容。請看著攝影機，再按「拍照」。</translation>
    </message>
    <message>
        <source>What does your face show? If you do not like the picture, take another, or drop it.</source>
        <translation>您的臉是什麼表情？不喜歡這張的話，可以重拍或放棄。</translation>
    </message>
    <message>
        <source>Write it down or photograph it: it is shown only now and kept nowhere. Touch Take back a picture here, type it, and the picture is deleted.</source>
        <translation>請抄下或拍下代碼：只在此刻顯示，不會存放在任何地方。之後在這裡按「撤回照片」並輸入代碼，照片就會刪除。</translation>
    </message>
    <message>
        <source>Type the {n} digits of the code that you were shown.</source>
        <translation>請輸入當時顯示的 {n} 位數代碼。</translation>
    </message>
    <message>
        <source>It will not be learned from again. A model trained with it before keeps what it has learned.</source>
        <translation>往後不會再用它學習；先前已用它訓練過的模型仍保有所學。</translation>
    </message>
    <message>
        <source>No, thank you</source>
        <translation>不用，謝謝</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>放棄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take another</source>
        <translation>重拍</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Take picture</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Keep this picture</source>
        <translation>保留這張照片</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>刪除照片</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
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
    <name>Dataset</name>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>people unknown</source>
        <translation>人數不明</translation>
    </message>
    <message>
        <source>{n} pictures, {people}: {train} to train on, {val} to choose by, {test} to test with</source>
        <translation>{n} 張照片，{people}：訓練 {train}、驗證 {val}、測試 {test}</translation>
    </message>
    <message>
        <source>Broken, or no picture</source>
        <translation>已損壞或不是圖片</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>The same picture twice</source>
        <translation>重複的照片</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>找不到臉</translation>
    </message>
    <message>
        <source>A class without a usable picture</source>
        <translation>沒有可用圖片的類別</translation>
    </message>
    <message>
        <source>{problem}, kept all the same</source>
        <translation>{problem}，仍保留</translation>
    </message>
    <message>
        <source>{problem}, left out</source>
        <translation>{problem}，已略過</translation>
    </message>
    <message>
        <source>Nothing was wrong with any picture.</source>
        <translation>所有照片都沒有問題。</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Labelled faces that models learn from</source>
        <translation>供模型學習、已標註表情的臉</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>刪除…</translation>
    </message>
    <message>
        <source>Remove generated…</source>
        <translation>移除生成照片…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Pictures of each expression</source>
        <translation>各表情的照片數</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>測試</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>臉部照片</translation>
    </message>
    <message>
        <source>Real and generated</source>
        <translation>真實與生成</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>真實</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>◥ made by a DCGAN, to train on only. Point at a picture to see its origin.</source>
        <translation>◥ 由 DCGAN 生成，僅供訓練。將游標移到照片上可看來源。</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <translation>{n} 張照片</translation>
    </message>
    <message>
        <source>, {n} of them generated</source>
        <translation>，其中生成 {n} 張</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>讀取中…</translation>
    </message>
    <message>
        <source>No dataset yet: import one</source>
        <translation>還沒有資料集，請匯入</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Hatched: generated by {runs}</source>
        <translation>斜線部分：由 {runs} 生成</translation>
    </message>
    <message>
        <source>Faces: {n}</source>
        <translation>臉部照片：{n}</translation>
    </message>
    <message>
        <source>The dataset {name} is there.</source>
        <translation>資料集 {name} 已加入。</translation>
    </message>
    <message>
        <source>The real pictures stay. The run that made them can add them again.</source>
        <translation>真實照片會保留；生成它們的工作可以再次加入。</translation>
    </message>
    <message>
        <source>Remove the generated pictures from {name}?</source>
        <translation>要從 {name} 移除生成照片嗎？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{n} generated pictures removed.</source>
        <translation>已移除 {n} 張生成照片。</translation>
    </message>
    <message>
        <source>Delete the dataset {name}?</source>
        <translation>要刪除資料集 {name} 嗎？</translation>
    </message>
    <message>
        <source>Models that were trained on it stay. Its pictures are gone from this machine for good.</source>
        <translation>以它訓練的模型會保留；照片將永久從本機刪除。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>The dataset {name} is deleted.</source>
        <translation>已刪除資料集 {name}。</translation>
    </message>
    <message>
        <source>A training is at work on the datasets. Wait for its end, or stop it.</source>
        <translation>有訓練正在使用資料集。請等它結束，或先停止它。</translation>
    </message>
</context>
<context>
    <name>DifferencesTable</name>
    <message>
        <source>Liked better</source>
        <translation>較受喜愛</translation>
    </message>
    <message>
        <source>than</source>
        <translation>相較於</translation>
    </message>
    <message>
        <source>Difference ± 95 %</source>
        <translation>差異 ± 95 %</translation>
    </message>
    <message>
        <source>Adjusted p</source>
        <translation>校正後 p 值</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>顯示較少</translation>
    </message>
    <message>
        <source>Show all {n} pairs</source>
        <translation>顯示全部 {n} 組</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Diagnosis</source>
        <translation>診斷</translation>
    </message>
    <message>
        <source>What this machine has and lacks; nothing is changed by looking</source>
        <translation>本機有什麼、缺什麼；檢查不會更動任何內容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>For a message to whoever looks after this kiosk</source>
        <translation>方便傳給維護本機的人員</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新檢查</translation>
    </message>
    <message>
        <source>How many frames a second this machine can analyse; takes half a minute</source>
        <translation>本機每秒能分析幾張畫面；約需半分鐘</translation>
    </message>
    <message>
        <source>The findings are in the clipboard.</source>
        <translation>檢查結果已複製到剪貼簿。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>測量中…</translation>
    </message>
    <message>
        <source>Measure the speed</source>
        <translation>測量速度</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>檢查中…</translation>
    </message>
    <message>
        <source>The kiosk cannot run until the problems below are mended.</source>
        <translation>必須先解決下列問題，看板才能運作。</translation>
    </message>
    <message numerus="yes">
        <source>The kiosk can run. %n thing(s) could be better.</source>
        <translation>
            <numerusform>看板可以運作，有 %n 項可以改善。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kiosk can run, and nothing is missing.</source>
        <translation>看板可以運作，一切齊備。</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>請留意</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>處理器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>記憶體</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>System libraries</source>
        <translation>系統函式庫</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>攝影機</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>畫面來源</translation>
    </message>
    <message>
        <source>Face detector</source>
        <translation>人臉偵測器</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>資料庫</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>時鐘</translation>
    </message>
</context>
<context>
    <name>EvaluationDialog</name>
    <message>
        <source>{name} on {n} pictures</source>
        <translation>{name}，{n} 張照片</translation>
    </message>
    <message>
        <source>it is</source>
        <translation>實際</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>判讀為</translation>
    </message>
    <message>
        <source>Save the plots…</source>
        <translation>儲存圖表…</translation>
    </message>
    <message>
        <source>A folder for the plots</source>
        <translation>圖表的資料夾</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校準誤差</translation>
    </message>
    <message>
        <source>accuracy {accuracy}, macro F1 {f1}</source>
        <translation>正確率 {accuracy}，Macro F1 {f1}</translation>
    </message>
    <message>
        <source>Limited to these expressions</source>
        <translation>僅限這些表情</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>辨識率</translation>
    </message>
    <message>
        <source>As the original study counts, by element</source>
        <translation>依原研究的逐元素計法</translation>
    </message>
    <message>
        <source>accuracy {accuracy}, precision {precision}, recall {recall}, AUC {auc}, F1 {f1}</source>
        <translation>正確率 {accuracy}，精確率 {precision}，召回率 {recall}，AUC {auc}，F1 {f1}</translation>
    </message>
    <message>
        <source>Left out, unknown to the model</source>
        <translation>略過，模型不認得</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>無法讀取的檔案</translation>
    </message>
</context>
<context>
    <name>Experiment</name>
    <message>
        <source>Optimizer</source>
        <translation>最佳化器</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 數</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>標籤平滑</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>類別權重</translation>
    </message>
    <message>
        <source>Random views</source>
        <translation>隨機視圖</translation>
    </message>
    <message>
        <source>Plateau patience</source>
        <translation>停滯容忍 epoch 數</translation>
    </message>
    <message>
        <source>Plateau factor</source>
        <translation>停滯時的學習率倍數</translation>
    </message>
    <message>
        <source>Smallest learning rate</source>
        <translation>最小學習率</translation>
    </message>
    <message>
        <source>Rotation (degrees)</source>
        <translation>旋轉（度）</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>縮放</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明暗</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>遮擋</translation>
    </message>
    <message>
        <source>Horizontal flip</source>
        <translation>水平翻轉</translation>
    </message>
    <message>
        <source>Vertical flip</source>
        <translation>垂直翻轉</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Element-wise accuracy</source>
        <translation>逐元素正確率</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>ExperimentForm</name>
    <message>
        <source>What to vary, and how often</source>
        <translation>要變動的設定與次數</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Repeats of each combination</source>
        <translation>每個組合的重複次數</translation>
    </message>
    <message>
        <source>Repeats differ by</source>
        <translation>各次重複的差異</translation>
    </message>
    <message>
        <source>What is judged</source>
        <translation>評量指標</translation>
    </message>
    <message>
        <source>Expressions that the model shall tell apart</source>
        <translation>模型要分辨的表情</translation>
    </message>
    <message>
        <source>levels, separated by commas</source>
        <translation>各水準以逗號分隔</translation>
    </message>
    <message>
        <source>Processes at once</source>
        <translation>同時執行的程序數</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Confirm the predicted best</source>
        <translation>確認預測的最佳組合</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>骨幹網路</translation>
    </message>
    <message>
        <source>Orthogonal array</source>
        <translation>直交表</translation>
    </message>
    <message>
        <source>Dask cluster that trains</source>
        <translation>負責訓練的 Dask 叢集</translation>
    </message>
    <message>
        <source>other random numbers</source>
        <translation>不同的亂數</translation>
    </message>
    <message>
        <source>other people (folds)</source>
        <translation>不同的人（分折）</translation>
    </message>
    <message>
        <source>the smallest that fits</source>
        <translation>容納得下的最小者</translation>
    </message>
    <message>
        <source>the optimizer&apos;s own</source>
        <translation>由最佳化器決定</translation>
    </message>
    <message>
        <source>Levels of the original study</source>
        <translation>原研究的水準</translation>
    </message>
    <message>
        <source>A quick try (few epochs)</source>
        <translation>快速試跑（少量 epoch）</translation>
    </message>
</context>
<context>
    <name>ExperimentPage</name>
    <message>
        <source>L9 experiment</source>
        <translation>L9 實驗</translation>
    </message>
    <message>
        <source>{array}: {runs} combinations, each {repeats} times: {n} trainings.</source>
        <translation>{array}：{runs} 個組合，各 {repeats} 次，共 {n} 次訓練。</translation>
    </message>
    <message>
        <source>With one training a combination nothing tells chance from effect: repeat at least twice.</source>
        <translation>每個組合只訓練一次，無法分辨效果與偶然：請至少重複兩次。</translation>
    </message>
    <message>
        <source>A setting with one value is the same in all trainings; an empty one is the usual.</source>
        <translation>只填一個值的設定在所有訓練中都相同；空白的則用一般值。</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>匯出報告</translation>
    </message>
    <message>
        <source>Tables with one trial a row (*.csv *.txt *.tsv)</source>
        <translation>每列一次試驗的表格 (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Analyse a table of results</source>
        <translation>分析結果表格</translation>
    </message>
    <message>
        <source>Open a plan</source>
        <translation>開啟計畫</translation>
    </message>
    <message>
        <source>Plans (*.csv)</source>
        <translation>計畫 (*.csv)</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>儲存計畫</translation>
    </message>
    <message>
        <source>The plan is written to {file}.</source>
        <translation>計畫已寫入 {file}。</translation>
    </message>
    <message>
        <source>The report is written to {file}.</source>
        <translation>報告已寫入 {file}。</translation>
    </message>
    <message>
        <source>The first training is not yet done.</source>
        <translation>第一次訓練還沒完成。</translation>
    </message>
    <message>
        <source>There is nothing to conclude yet.</source>
        <translation>現在下結論太早。</translation>
    </message>
    <message>
        <source>Start the experiment</source>
        <translation>開始實驗</translation>
    </message>
    <message>
        <source>{n} repeats</source>
        <translation>重複 {n} 次</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已確認</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未獲確認</translation>
    </message>
    <message>
        <source>Open a plan…</source>
        <translation>開啟計畫…</translation>
    </message>
    <message>
        <source>Save the plan…</source>
        <translation>儲存計畫…</translation>
    </message>
    <message>
        <source>Analyse a table…</source>
        <translation>分析表格…</translation>
    </message>
    <message>
        <source>Take over its model and compare</source>
        <translation>取用其模型並比較</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>實驗表</translation>
    </message>
    <message>
        <source>Main effects so far (means with 95 % intervals)</source>
        <translation>主效果（目前為止，平均與 95 % 信賴區間）</translation>
    </message>
    <message>
        <source>What it says so far</source>
        <translation>目前的結論</translation>
    </message>
</context>
<context>
    <name>ExperimentReport</name>
    <message>
        <source>Designed experiment {array}</source>
        <translation>直交表實驗 {array}</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>結論</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計畫</translation>
    </message>
    <message>
        <source>Results of the runs</source>
        <translation>各次實驗結果</translation>
    </message>
    <message>
        <source>Main effects</source>
        <translation>主效果</translation>
    </message>
    <message>
        <source>How sure this is</source>
        <translation>有多確定</translation>
    </message>
    <message>
        <source>Means of the levels</source>
        <translation>各水準平均</translation>
    </message>
    <message>
        <source>Analysis of variance</source>
        <translation>變異數分析</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>確認實驗</translation>
    </message>
    <message>
        <source>Interactions and other limits</source>
        <translation>交互作用與其他限制</translation>
    </message>
    <message>
        <source>How the trials were made</source>
        <translation>訓練方式</translation>
    </message>
    <message>
        <source>Made on {time} by Mien {version}, from the run {run}.</source>
        <translation>由 Mien {version} 於 {time} 製作，資料來自 {run}。</translation>
    </message>
    <message>
        <source>{n} repeats with other random numbers</source>
        <translation>以不同亂數重複 {n} 次</translation>
    </message>
    <message>
        <source>{n} folds by subject</source>
        <translation>依受試者分成 {n} 組</translation>
    </message>
    <message>
        <source>Dataset {name}</source>
        <translation>資料集 {name}</translation>
    </message>
    <message>
        <source>judged by {response}</source>
        <translation>以{response}評判</translation>
    </message>
    <message>
        <source>trials done</source>
        <translation>次訓練完成</translation>
    </message>
    <message>
        <source>mean of all</source>
        <translation>全部平均</translation>
    </message>
    <message>
        <source>predicted best, 95 % interval</source>
        <translation>預測最佳值，95 % 區間</translation>
    </message>
    <message>
        <source>confirmed (n = {n})</source>
        <translation>已確認（n = {n}）</translation>
    </message>
    <message>
        <source>not confirmed (n = {n})</source>
        <translation>未獲確認（n = {n}）</translation>
    </message>
    <message>
        <source>confirmation run (n = {n}), not to be judged</source>
        <translation>確認實驗（n = {n}），無從判斷</translation>
    </message>
    <message>
        <source>Too few trials are done to conclude anything.</source>
        <translation>完成的訓練太少，還無法下結論。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>因子</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>水準</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>發散</translation>
    </message>
    <message>
        <source>Mean ± standard deviation</source>
        <translation>平均 ± 標準差</translation>
    </message>
    <message>
        <source>S/N (dB)</source>
        <translation>S/N（dB）</translation>
    </message>
    <message>
        <source>Each repeat</source>
        <translation>各次重複</translation>
    </message>
    <message>
        <source>means with 95 % intervals; ring: best level; dashed: mean of all</source>
        <translation>平均與 95 % 區間；圓圈：最佳水準；虛線：全部平均</translation>
    </message>
    <message>
        <source>; dotted: confirmation</source>
        <translation>；點線：確認實驗</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>未檢定</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>水準</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 區間</translation>
    </message>
    <message>
        <source>pooled</source>
        <translation>已併項</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>分組</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>誤差</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>總和</translation>
    </message>
    <message>
        <source>Source of variation</source>
        <translation>變異來源</translation>
    </message>
    <message>
        <source>df</source>
        <translation>自由度</translation>
    </message>
    <message>
        <source>Sum of squares</source>
        <translation>平方和</translation>
    </message>
    <message>
        <source>Mean square</source>
        <translation>均方</translation>
    </message>
    <message>
        <source>Share of the total (%)</source>
        <translation>占總變異（%）</translation>
    </message>
    <message>
        <source>The predicted best was not confirmed by a run of its own. Do not apply it yet.</source>
        <translation>預測的最佳組合尚未經過確認實驗，請先不要套用。</translation>
    </message>
    <message>
        <source>The single results: {values}.</source>
        <translation>各次結果：{values}。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>{trained} to train on and {judged} to judge by in all; {split}</source>
        <translation>每次以 {trained} 張訓練，共由 {judged} 張評判；{split}</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>測試圖片</translation>
    </message>
    <message>
        <source>not looked at by any trial; they judge the model that comes of it</source>
        <translation>任何訓練都沒有用到；留給最後產生的模型評判</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>網路</translation>
    </message>
    <message>
        <source>VGG16, backbone frozen ({backbone}); its features computed once for all trials</source>
        <translation>VGG16，骨幹凍結（{backbone}）；特徵只計算一次，供所有訓練使用</translation>
    </message>
    <message>
        <source>Random views</source>
        <translation>隨機視圖</translation>
    </message>
    <message>
        <source>{views} of each picture: rotation {rotation}°, zoom {zoom}, shift {shift}, flips: {flips}</source>
        <translation>每張圖片 {views} 個：旋轉 {rotation}°、縮放 {zoom}、平移 {shift}、翻轉：{flips}</translation>
    </message>
    <message>
        <source>horizontal</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>vertical</source>
        <translation>垂直</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>each optimizer&apos;s own</source>
        <translation>各最佳化器的預設值</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>亂數種子</translation>
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
        <source>Contempt</source>
        <translation>輕蔑</translation>
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
    <name>FacesModel</name>
    <message>
        <source>training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>test</source>
        <translation>測試</translation>
    </message>
    <message>
        <source>Subject {subject}</source>
        <translation>受試者 {subject}</translation>
    </message>
    <message>
        <source>Generated by {run}</source>
        <translation>由 {run} 生成</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
</context>
<context>
    <name>FoldsCard</name>
    <message>
        <source>How good these settings are on people whom the model has not seen</source>
        <translation>這些設定對模型沒見過的人有多準</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>折數</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Gain, in points</source>
        <translation>進步（百分點）</translation>
    </message>
    <message>
        <source>Each picture is judged by the training that did not see its person; in brackets the 95 % interval over people. A gain is over the line above; one whose interval holds 0 may be chance. Raw pixels need no network: what does not beat them has learned nothing worth having.</source>
        <translation>每張圖片都由沒見過該人的那次訓練來評判；括號內是依人計算的 95 % 信賴區間。進步是與上一列相比；區間包含 0 的進步可能只是偶然。原始像素不需要網路：勝不過它的模型，沒有學到有用的東西。</translation>
    </message>
    <message>
        <source>it is</source>
        <translation>實際</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>判讀為</translation>
    </message>
    <message>
        <source>Raw pixels (logistic regression)</source>
        <translation>原始像素（邏輯迴歸）</translation>
    </message>
    <message>
        <source>The head on the frozen backbone</source>
        <translation>凍結骨幹上的分類層</translation>
    </message>
    <message>
        <source>The whole network, fine-tuned</source>
        <translation>微調整個網路</translation>
    </message>
    <message>
        <source>{done} of {folds}</source>
        <translation>{done} / {folds}</translation>
    </message>
    <message>
        <source>{points} ({low} to {high})</source>
        <translation>{points}（{low} 到 {high}）</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Fewer settings</source>
        <translation>較少設定</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多設定</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Nothing has been run yet.</source>
        <translation>還沒有執行過。</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始時間</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>歷時</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>繼續執行</translation>
    </message>
    <message>
        <source>Take these settings</source>
        <translation>套用這些設定</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>查看記錄檔</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Import labelled faces</source>
        <translation>匯入已標註的臉</translation>
    </message>
    <message>
        <source>A folder with one folder a class, CK+, a zip of these, or FER2013&apos;s CSV</source>
        <translation>每種表情一個子資料夾的資料夾、CK+、其 zip 檔，或 FER2013 的 CSV</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>資料夾…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>檔案…</translation>
    </message>
    <message>
        <source>Name of the dataset</source>
        <translation>資料集名稱</translation>
    </message>
    <message>
        <source>Training, validation, test</source>
        <translation>訓練、驗證、測試</translation>
    </message>
    <message>
        <source>The source&apos;s own division is taken where it has one.</source>
        <translation>來源若已分組，就採用它的分組。</translation>
    </message>
    <message>
        <source>The source&apos;s own, else 80 / 10 / 10 %</source>
        <translation>來源的分組，否則 80 / 10 / 10 %</translation>
    </message>
    <message>
        <source>Other shares…</source>
        <translation>其他比例…</translation>
    </message>
    <message>
        <source>Keep each person in one part</source>
        <translation>同一人只放在同一組</translation>
    </message>
    <message>
        <source>Else a model is tested on people whom it knows, and looks better than it is.</source>
        <translation>否則模型會用它認識的人測試，成績會虛高。</translation>
    </message>
    <message>
        <source>Look for a face in each picture</source>
        <translation>在每張照片中找臉</translation>
    </message>
    <message>
        <source>Takes longer; what has none is reported.</source>
        <translation>較花時間；找不到臉的會列出。</translation>
    </message>
    <message>
        <source>Training, validation, test, in percent</source>
        <translation>訓練、驗證、測試（百分比）</translation>
    </message>
    <message>
        <source>Pattern of a person in a file name</source>
        <translation>檔名中代表人物的樣式</translation>
    </message>
    <message>
        <source>A regular expression; its first group in parentheses is the person.</source>
        <translation>正規表示式；第一個括號群組就是人物。</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Keep all the same</source>
        <translation>仍保留</translation>
    </message>
    <message>
        <source>Read and check</source>
        <translation>讀取並檢查</translation>
    </message>
    <message>
        <source>Keep the dataset</source>
        <translation>保留此資料集</translation>
    </message>
    <message>
        <source>Zip or CSV files (*.zip *.csv)</source>
        <translation>Zip 或 CSV 檔 (*.zip *.csv)</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>取消中…</translation>
    </message>
    <message>
        <source>{done} of {total} pictures read</source>
        <translation>已讀取 {done} / {total} 張</translation>
    </message>
    <message>
        <source>Looking at the source…</source>
        <translation>檢視來源中…</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>尚未選擇</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import {file}?</source>
        <translation>要匯入 {file} 嗎？</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新增 %n 項</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>變更 %n 項</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n the same as before</source>
        <translation>
            <numerusform>%n 項與先前相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) did not quite work:</source>
        <translation>
            <numerusform>有 %n 項不太順利：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retire the %n product(s) not in the file</source>
        <translation>
            <numerusform>將不在檔案中的 %n 項商品下架</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>匯入</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
</context>
<context>
    <name>Insights</name>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之後</translation>
    </message>
    <message>
        <source>too few to tell</source>
        <translation>人數太少，還不能判斷</translation>
    </message>
    <message>
        <source>Live camera</source>
        <translation>現場攝影機</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>示範</translation>
    </message>
    <message>
        <source>{first} to {last} ({n} days)</source>
        <translation>{first} 至 {last}（{n} 天）</translation>
    </message>
    <message>
        <source>real</source>
        <translation>確有差異</translation>
    </message>
    <message>
        <source>could be chance</source>
        <translation>可能只是巧合</translation>
    </message>
    <message>
        <source>Nobody looked at a product in these days.</source>
        <translation>這段期間沒有人觀看商品。</translation>
    </message>
    <message>
        <source>{name} is liked better than {others}.</source>
        <translation>{name} 比 {others} 更受喜愛。</translation>
    </message>
    <message>
        <source>No product is liked better than another beyond what chance can do.</source>
        <translation>商品之間的喜好差異都還在巧合的範圍內。</translation>
    </message>
    <message>
        <source>There are too few viewers to compare products.</source>
        <translation>觀看人數太少，還不能比較商品。</translation>
    </message>
    <message>
        <source>All other differences could be chance.</source>
        <translation>其他差異可能只是巧合。</translation>
    </message>
    <message>
        <source>Too few viewers to compare (under {least}): {names}</source>
        <translation>觀看人數太少、無法比較（少於 {least} 人）：{names}</translation>
    </message>
    <message>
        <source>{n} viewers are past the time for which single viewers are kept: only daily totals are left of them, so they are missing in the hours, and dwell and attention have no interval.</source>
        <translation>有 {n} 人已超過個別紀錄的保存期限，只剩每日總計，因此不在時段統計內，停留與注視也沒有信賴區間。</translation>
    </message>
    <message>
        <source>More than one model judged these days ({models}): a difference may come from the model.</source>
        <translation>這段期間使用過不只一個模型（{models}），差異可能來自模型。</translation>
    </message>
    <message>
        <source>± is half a 95 % interval (Student&apos;s t). Two products are compared by Welch&apos;s t test of their viewers&apos; expression indices; the p values are adjusted by Holm&apos;s method for the number of comparisons, so that the chance of even one false &quot;real&quot; is at most 5 %. Somebody who comes back is counted as another viewer. Preference is not purchase intent: nothing here was compared with sales.</source>
        <translation>± 是 95 % 信賴區間的一半（Student t）。兩項商品以 Welch t 檢定比較觀看者的表情指數，p 值再以 Holm 法依比較次數校正，使出現任何一個錯誤「確有差異」的機率不超過 5 %。同一人再次出現會算成另一位觀看者。喜好指數不是購買意願：這裡沒有與銷售數字比對。</translation>
    </message>
    <message>
        <source>Whatever else was different between the two periods (weather, season, place on the shelf) is in it too.</source>
        <translation>兩段期間的其他不同（天氣、季節、陳列位置）也包含在差異之中。</translation>
    </message>
    <message>
        <source>The two periods were not judged by the same model: the change may come from the model.</source>
        <translation>兩段期間使用的模型不同，變化可能來自模型。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of products</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 等另外 {n} 項</translation>
    </message>
    <message>
        <source>{old} → {new} viewers a day</source>
        <translation>每天 {old} → {new} 人</translation>
    </message>
    <message>
        <source>dwell {old} → {new}</source>
        <translation>停留 {old} → {new}</translation>
    </message>
    <message>
        <source>viewers</source>
        <translation>觀看人數</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Nothing has been run yet. Fill in the form under “New run”.</source>
        <translation>還沒有執行過。請在「新的執行」填寫表單。</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新的執行</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>本次執行</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷史記錄</translation>
    </message>
    <message>
        <source>Cancel the run?</source>
        <translation>要取消這次執行嗎？</translation>
    </message>
    <message>
        <source>What it has made so far is discarded. “Stop early” would keep the best of it.</source>
        <translation>到目前為止的結果會被丟棄。「提早結束」則會保留最好的結果。</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>取消執行</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>取消中</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提早結束</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Another job is at work: {name}</source>
        <translation>另一項工作正在進行：{name}</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Running</source>
        <translation>執行中</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>異常中止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>啟動中</translation>
    </message>
    <message>
        <source>Reading the pictures&apos; features</source>
        <translation>讀取圖片特徵</translation>
    </message>
    <message>
        <source>Reading the pixels alone</source>
        <translation>只看像素</translation>
    </message>
    <message>
        <source>Training the head</source>
        <translation>訓練分類層</translation>
    </message>
    <message>
        <source>Training the whole network</source>
        <translation>訓練整個網路</translation>
    </message>
    <message>
        <source>Training the whole network from scratch</source>
        <translation>從零訓練整個網路</translation>
    </message>
    <message>
        <source>Writing and measuring the model</source>
        <translation>輸出並評量模型</translation>
    </message>
    <message>
        <source>Comparing the models</source>
        <translation>比較模型</translation>
    </message>
    <message>
        <source>DCGAN for all expressions together</source>
        <translation>所有表情共用的 DCGAN</translation>
    </message>
    <message>
        <source>Adding the pictures to the dataset</source>
        <translation>將圖片加入資料集</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Confirming the best combination</source>
        <translation>確認最佳組合</translation>
    </message>
    <message>
        <source>Making the model of the best combination</source>
        <translation>製作最佳組合的模型</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>DCGAN for {label}</source>
        <translation>{label}的 DCGAN</translation>
    </message>
    <message>
        <source>Drawing and sifting {label}</source>
        <translation>產生並篩選{label}</translation>
    </message>
    <message>
        <source>Training with: {pictures}</source>
        <translation>訓練中：{pictures}</translation>
    </message>
    <message>
        <source>training {number} of {most}</source>
        <translation>第 {number} / {most} 次訓練</translation>
    </message>
    <message>
        <source>{number} of {most} folds done</source>
        <translation>已完成 {number} / {most} 折</translation>
    </message>
    <message>
        <source>epoch {number} of {most}</source>
        <translation>第 {number} / {most} 個 epoch</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分鐘</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小時 {minutes} 分</translation>
    </message>
    <message>
        <source>Real pictures alone</source>
        <translation>僅真實圖片</translation>
    </message>
    <message>
        <source>Flips and shifts</source>
        <translation>翻轉與平移</translation>
    </message>
    <message>
        <source>Real pictures again</source>
        <translation>重複真實圖片</translation>
    </message>
    <message>
        <source>Generated pictures</source>
        <translation>生成圖片</translation>
    </message>
    <message>
        <source>Compact, 48 px (hours)</source>
        <translation>精簡，48 px（數小時）</translation>
    </message>
    <message>
        <source>Original study, 128 px (days)</source>
        <translation>原研究，128 px（數日）</translation>
    </message>
    <message>
        <source>The program&apos;s own</source>
        <translation>程式內建</translation>
    </message>
    <message>
        <source>{network} from scratch</source>
        <translation>{network}（從零訓練）</translation>
    </message>
    <message>
        <source>{network} at random</source>
        <translation>{network}（隨機權重）</translation>
    </message>
    <message>
        <source>{network}, ImageNet</source>
        <translation>{network}（ImageNet）</translation>
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
        <source>&quot;{value}&quot; is not a number that fits here. Type one, such as 12.</source>
        <translation>「{value}」不是這裡可用的數字。請輸入數字，例如 12。</translation>
    </message>
    <message>
        <source>./run counts without a window and prints the tallies.</source>
        <translation>./run 會在沒有視窗的情況下計數並印出統計。</translation>
    </message>
    <message>
        <source>1 to {most} candidates can be drawn for each picture that is kept, not {n}.</source>
        <translation>每張保留的影像可抽取 1 到 {most} 張候選，不能是 {n}。</translation>
    </message>
    <message>
        <source>1 to {most} repeats can be asked for, not {repeats}.</source>
        <translation>重複次數可為 1 到 {most}，不能是 {repeats}。</translation>
    </message>
    <message>
        <source>1 to {repeats} repeats and 2 to {folds} folds can be asked for.</source>
        <translation>可要求 1 到 {repeats} 次重複、2 到 {folds} 折。</translation>
    </message>
    <message>
        <source>2 to {most} folds can be asked for, not {folds}.</source>
        <translation>折數可為 2 到 {most}，不能是 {folds}。</translation>
    </message>
    <message>
        <source>A DCGAN has 1 or 3 channels, a width of 1 to {most} and at least 1 number of noise, not {channels}, {width} and {noise}.</source>
        <translation>DCGAN 須有 1 或 3 個通道、寬度 1 到 {most}、至少 1 個雜訊數，不能是 {channels}、{width} 和 {noise}。</translation>
    </message>
    <message>
        <source>A class can be balanced to 1 to {most} pictures, not {n}.</source>
        <translation>一個類別可平衡到 1 到 {most} 張影像，不能是 {n}。</translation>
    </message>
    <message>
        <source>A class can grow by a factor above 1, up to 1000, not {factor}.</source>
        <translation>一個類別可增加的倍數須大於 1、最多 1000，不能是 {factor}。</translation>
    </message>
    <message>
        <source>A class has too few subjects for {folds} folds. Take fewer.</source>
        <translation>有類別的人數太少，無法分成 {folds} 折。請減少折數。</translation>
    </message>
    <message>
        <source>A comparison takes two arms or more, each named once, and {baseline} among them to compare with.</source>
        <translation>比較需要兩組以上，每組只列一次，並包含作為對照的 {baseline}。</translation>
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
        <source>A factor with fewer levels than its column repeats its first level there, so that this level is run more often than the others.</source>
        <translation>水準數少於該行的因子會重複第一個水準，因此這個水準做得比其他水準多。</translation>
    </message>
    <message>
        <source>A finished model goes on at {px} px only: add --size {px}.</source>
        <translation>完成的模型只能以 {px} 像素繼續訓練：請加上 --size {px}。</translation>
    </message>
    <message>
        <source>A model cannot be called {name}. Take letters, digits, dots and dashes, at most 64 of them.</source>
        <translation>模型不能命名為 {name}。請使用文字、數字、句點與連字號，最多 64 個字元。</translation>
    </message>
    <message>
        <source>A model could not be trained here: its process ended as {end}. Look into the program&apos;s log.</source>
        <translation>無法在此訓練模型：其程序以 {end} 結束。請查看程式的記錄檔。</translation>
    </message>
    <message>
        <source>A model takes at least two classes, not {classes}.</source>
        <translation>模型至少要有兩個類別，不能只有 {classes}。</translation>
    </message>
    <message>
        <source>A model tells two classes or more apart, each named once. Name more with --classes.</source>
        <translation>模型要分辨兩個以上的類別，每個只列一次。請用 --classes 列出更多。</translation>
    </message>
    <message>
        <source>A product needs a code. Scan its barcode, or type one.</source>
        <translation>商品需要代碼。請掃描條碼或輸入。</translation>
    </message>
    <message>
        <source>A product needs a name. Type it as shoppers know it.</source>
        <translation>商品需要名稱。請輸入顧客熟悉的名稱。</translation>
    </message>
    <message>
        <source>A run cannot be called {name}. Take letters, digits, dots and dashes.</source>
        <translation>執行不能命名為 {name}。請使用文字、數字、句點與連字號。</translation>
    </message>
    <message>
        <source>A sheet is a png, svg or pdf file, not {name}.</source>
        <translation>影像總覽須為 png、svg 或 pdf 檔，不能是 {name}。</translation>
    </message>
    <message>
        <source>A teacher is asked while the whole network is trained. Fine-tune it, or take 0.</source>
        <translation>只有訓練整個網路時才會請教教師。請選擇微調，或將比例設為 0。</translation>
    </message>
    <message>
        <source>A training whose process is killed is not noticed here. Look into the program&apos;s log.</source>
        <translation>在此無法察覺訓練程序被強制結束。請查看程式的記錄檔。</translation>
    </message>
    <message>
        <source>A worker runs version {found} of the program, where {expected} is needed. Install the same everywhere.</source>
        <translation>某個工作程序執行的是 {found} 版，需要的是 {expected} 版。請在所有電腦安裝相同版本。</translation>
    </message>
    <message>
        <source>After it come, by range: {factors}.</source>
        <translation>其後依全距大小為：{factors}。</translation>
    </message>
    <message>
        <source>An experiment needs at least one factor.</source>
        <translation>實驗至少要有一個因子。</translation>
    </message>
    <message>
        <source>An unreplicated design with all its columns in use has no error estimate. The weakest factor, {factors}, was therefore pooled: its variation is taken for error. That is an assumption, not a finding, and it makes the p-values of the others too small and the intervals too narrow; only repeats measure the error.</source>
        <translation>各行全部用上又沒有重複的設計無法估計誤差，於是併入最弱的因子 {factors}，把它的變異當作誤差。這是假設而非發現，會使其他因子的 p 值偏小、區間偏窄；只有重複才能量出誤差。</translation>
    </message>
    <message>
        <source>Another product has the code {code} already. Each has its own.</source>
        <translation>代碼 {code} 已屬於其他商品。每項商品要有自己的代碼。</translation>
    </message>
    <message>
        <source>At most {epochs} epochs, batches of {batch} pictures and {views} random views of each can be asked for. Take smaller numbers.</source>
        <translation>最多 {epochs} 個 epoch、每批 {batch} 張、每張 {views} 種隨機變化。請改用較小的數字。</translation>
    </message>
    <message>
        <source>Balance to a number or by a factor, not both.</source>
        <translation>請選擇平衡到某個張數或乘上倍數，不能兩者都選。</translation>
    </message>
    <message>
        <source>Chance is measured by {df} degrees of freedom of repeats; one trial varies by about {sd} (standard deviation).</source>
        <translation>偶然的大小由重複的 {df} 個自由度量出；單次訓練約有 {sd} 的變動（標準差）。</translation>
    </message>
    <message>
        <source>Check the disk and the folder&apos;s permissions.</source>
        <translation>請檢查磁碟與資料夾權限。</translation>
    </message>
    <message>
        <source>Check the disk and the folder&apos;s permissions; what is counted would be lost.</source>
        <translation>請檢查磁碟與資料夾權限，否則計數會遺失。</translation>
    </message>
    <message>
        <source>Choose two classes or more: a model tells them apart.</source>
        <translation>請選擇兩個以上的類別：模型的工作就是分辨它們。</translation>
    </message>
    <message>
        <source>Choose two kinds of training pictures or more: they are compared.</source>
        <translation>請選擇兩種以上的訓練圖片來比較。</translation>
    </message>
    <message>
        <source>Column {position} of {path} has no name. Give it one.</source>
        <translation>{path} 的第 {position} 欄沒有名稱，請加上。</translation>
    </message>
    <message>
        <source>Confirmed: {mean} (n = {n}) lies within {low} to {high}, where it was expected around {predicted}.</source>
        <translation>已確認：{mean}（n = {n}）落在 {low} 至 {high} 之內，原本預期約 {predicted}。</translation>
    </message>
    <message>
        <source>Each repeat is judged by its own fold; together the folds are {n} pictures, and nobody is in two of them.</source>
        <translation>每次重複由各自的分組評判；各組合計 {n} 張圖片，沒有人同時出現在兩組。</translation>
    </message>
    <message>
        <source>Each run has one value, so its signal-to-noise ratio holds no noise: it only writes the response in dB.</source>
        <translation>每次實驗只有一個數值，訊號雜訊比中沒有雜訊：只是把反應值改寫成 dB。</translation>
    </message>
    <message>
        <source>Enough for the kiosk; training may need 4 GB or more.</source>
        <translation>足夠看板使用；訓練可能需要 4 GB 以上。</translation>
    </message>
    <message>
        <source>Enough to count; training needs some GB.</source>
        <translation>足夠計數；訓練需要數 GB。</translation>
    </message>
    <message>
        <source>Every run is made 1 to {most} times, not {repeats}.</source>
        <translation>每次實驗可做 1 至 {most} 次，不能是 {repeats} 次。</translation>
    </message>
    <message>
        <source>Expected shares are above 0 and leave something for the other classes. Take smaller ones.</source>
        <translation>預期的比例須大於 0，且須留一部分給其他類別。請取較小的比例。</translation>
    </message>
    <message>
        <source>Fine-tuning takes 1 to {most} epochs, not {epochs}.</source>
        <translation>微調須為 1 至 {most} 個 epoch，不能是 {epochs}。</translation>
    </message>
    <message>
        <source>Folds take two repeats or more: one fold judges, the others are trained on.</source>
        <translation>以分組重複至少要兩次：一組用來評判，其餘用來訓練。</translation>
    </message>
    <message>
        <source>Give at least one setting two levels or more, separated by commas.</source>
        <translation>請至少為一項設定填入兩個以上的水準，以逗號分隔。</translation>
    </message>
    <message>
        <source>If {factor} really makes the {range} seen here, about {needed} values a run would show it (chance 80 %); this table has {values}.</source>
        <translation>若{factor}確實造成這裡看到的 {range}，每次實驗約需 {needed} 個數值才看得出來（機率 80 %）；這張表有 {values} 個。</translation>
    </message>
    <message>
        <source>ImageNet&apos;s weights know no expression that they could teach. Take another backbone, or 0 for the teacher&apos;s share.</source>
        <translation>ImageNet 的權重不認得任何表情，無法當教師。請選其他骨幹網路，或將教師的比例設為 0。</translation>
    </message>
    <message>
        <source>ImageNet&apos;s weights of {name} cannot be downloaded ({reason}). Connect to a network, or compare with {name}:scratch or {name}:random.</source>
        <translation>無法下載 {name} 的 ImageNet 權重（{reason}）。請連上網路，或改用 {name}:scratch 或 {name}:random 比較。</translation>
    </message>
    <message>
        <source>Import its file: {command}</source>
        <translation>請匯入它的檔案：{command}</translation>
    </message>
    <message>
        <source>In exchange it shows each factor&apos;s own effect only: an interaction of two factors hides in the effects of others.</source>
        <translation>代價是只能看到各因子本身的效果：兩個因子的交互作用會藏在其他因子的效果中。</translation>
    </message>
    <message>
        <source>In {response} itself that is {predicted}.</source>
        <translation>換算成{response}本身為 {predicted}。</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer.</source>
        <translation>請安裝 Python 3.11 或更新版本。</translation>
    </message>
    <message>
        <source>Install it: {command}</source>
        <translation>請安裝：{command}</translation>
    </message>
    <message>
        <source>Install one: {command}</source>
        <translation>請安裝一套：{command}</translation>
    </message>
    <message>
        <source>Install that version.</source>
        <translation>請安裝該版本。</translation>
    </message>
    <message>
        <source>Install them: {command}</source>
        <translation>請安裝：{command}</translation>
    </message>
    <message>
        <source>Install what requirements.lock names: delete .venv and run ./run.</source>
        <translation>請依 requirements.lock 安裝：刪除 .venv 後執行 ./run。</translation>
    </message>
    <message>
        <source>Interactions cannot be separated in this table ({design}): where the best level of one factor depends on another factor, it shows as an effect of a third. Only a run of the predicted best can tell.</source>
        <translation>這張表（{design}）分不出交互作用：若某個因子的最佳水準取決於另一個因子，就會表現成第三個因子的效果。只有實際試做預測的最佳組合才能知道。</translation>
    </message>
    <message>
        <source>It has ended by itself ({reason}). Try it again.</source>
        <translation>作業自行結束了（{reason}）。請再試一次。</translation>
    </message>
    <message>
        <source>It takes 1 epoch or more and batches of 2 to {most} pictures, not {epochs} and {batch}.</source>
        <translation>須至少 1 個訓練週期、每批 2 到 {most} 張影像，不能是 {epochs} 和 {batch}。</translation>
    </message>
    <message>
        <source>It takes {runs} runs where all combinations would take {all}.</source>
        <translation>它只需 {runs} 次實驗，全部組合則需 {all} 次。</translation>
    </message>
    <message>
        <source>Its {runs} runs hold every combination of the levels.</source>
        <translation>它的 {runs} 次實驗涵蓋所有水準組合。</translation>
    </message>
    <message>
        <source>Label smoothing lies in 0 to 0.5, what the average keeps in 0 to 1, and a look comes after 1 epoch or more, not {smoothing}, {keep} and {look}.</source>
        <translation>標籤平滑須在 0 到 0.5、平均保留比例須在 0 到 1、檢視間隔至少 1 個訓練週期，不能是 {smoothing}、{keep} 和 {look}。</translation>
    </message>
    <message>
        <source>Label smoothing lies in 0 to 1, the plateau&apos;s patience starts at 1 and its factor lies in 0 to 1, not {smoothing}, {patience} and {factor}.</source>
        <translation>標籤平滑須介於 0 與 1，停滯容忍至少為 1，縮減倍率須介於 0 與 1，不能是 {smoothing}、{patience} 與 {factor}。</translation>
    </message>
    <message>
        <source>Label smoothing, dropout, warm-up, momentum and the teacher&apos;s share lie in 0 to 1, not {values}.</source>
        <translation>標籤平滑、dropout、暖身、動量與教師比例須在 0 至 1 之間，而不是 {values}。</translation>
    </message>
    <message>
        <source>Learning rates are above 0 and beta 1 lies in 0 to 1, not {generator}, {discriminator} and {beta}.</source>
        <translation>學習率須大於 0，beta 1 須在 0 到 1 之間，不能是 {generator}、{discriminator} 和 {beta}。</translation>
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
        <source>Mend the libraries above, or delete .venv and ./run.</source>
        <translation>請修復上列函式庫，或刪除 .venv 後執行 ./run。</translation>
    </message>
    <message>
        <source>Mixup&apos;s alpha is 0 or more and of {blocks} blocks one learns at least, not {mixup} and {frozen} frozen.</source>
        <translation>mixup 的 alpha 為 0 以上，{blocks} 個區塊中至少要有一個學習，不能是 {mixup} 與凍結 {frozen} 個。</translation>
    </message>
    <message>
        <source>Mixup&apos;s alpha is 0 or more and the power for rare classes lies in 0 to 1, not {mixup} and {power}.</source>
        <translation>mixup 的 alpha 須為 0 以上，少見類別的冪次須在 0 至 1 之間，而不是 {mixup} 和 {power}。</translation>
    </message>
    <message>
        <source>Name each backbone once, and at least one.</source>
        <translation>每個骨幹網路請只列一次，且至少列一個。</translation>
    </message>
    <message>
        <source>Name each class once, and at least one.</source>
        <translation>每個類別請只列一次，且至少列一個。</translation>
    </message>
    <message>
        <source>Name two classes or more, each once.</source>
        <translation>請列出兩個以上的類別，每個只列一次。</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {address}. Check the address, such as tcp://10.0.0.5:8786, and that it runs.</source>
        <translation>{address} 沒有 Dask 排程器回應。請檢查位址（例如 tcp://10.0.0.5:8786）以及它是否在執行。</translation>
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
        <source>No class could be augmented: {reasons}</source>
        <translation>沒有任何類別能擴增：{reasons}</translation>
    </message>
    <message>
        <source>No column of the table changes from run to run, so there is no factor to analyse.</source>
        <translation>表中沒有任何一欄隨著試驗改變，所以沒有因子可以分析。</translation>
    </message>
    <message>
        <source>No factor&apos;s own effect is fully mixed with an interaction of two others.</source>
        <translation>沒有任何因子本身的效果與另外兩個因子的交互作用完全混在一起。</translation>
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
        <source>No picture in the folder {folder} can be used ({n} tried). The last one: {problem}</source>
        <translation>資料夾 {folder} 裡沒有可用的圖片（試了 {n} 張）。最後一張：{problem}</translation>
    </message>
    <message>
        <source>Nobody can say from this table: it holds no measure of chance, so an effect cannot be told from luck. Take the ranking as a hint.</source>
        <translation>這張表無法判斷：其中沒有量出偶然的大小，分不出效果與運氣。排序僅供參考。</translation>
    </message>
    <message>
        <source>Not confirmed: {mean} (n = {n}) lies outside {low} to {high}, expected around {predicted}. Effects that depend on each other are the usual reason; trust the confirmation, not the prediction.</source>
        <translation>未獲確認：{mean}（n = {n}）落在 {low} 至 {high} 之外，原本預期約 {predicted}。常見原因是效果彼此影響；請相信確認結果，而非預測。</translation>
    </message>
    <message>
        <source>Nothing can be read from {address}. Check the address, its password, the camera and the network.</source>
        <translation>無法從 {address} 讀取影像。請檢查位址、密碼、攝影機和網路。</translation>
    </message>
    <message>
        <source>Of {blocks} blocks one learns at least, and numbers are auto, float32 or mixed_bfloat16, not {frozen} frozen and {dtype}.</source>
        <translation>{blocks} 個區塊中至少要有一個參與學習，數值格式為 auto、float32 或 mixed_bfloat16，而不是凍結 {frozen} 個與 {dtype}。</translation>
    </message>
    <message>
        <source>Of {drawn} generated faces of {name}, {kept} passed the filter. Train longer, or keep all with --no-keep-best and look at them.</source>
        <translation>{name} 的 {drawn} 張生成臉孔中，只有 {kept} 張通過篩選。請訓練久一點，或用 --no-keep-best 全部保留後親自檢視。</translation>
    </message>
    <message>
        <source>One job at a time: {name} is at work. Wait for its end, or stop it.</source>
        <translation>一次只能執行一項工作：{name} 正在進行。請等它結束，或先停止它。</translation>
    </message>
    <message>
        <source>Only a measurement by folds is repeated. Ask for folds, or take 1 for the repeats.</source>
        <translation>只有分折評量可以重複。請指定折數，或把重複次數設為 1。</translation>
    </message>
    <message>
        <source>Pictures cannot be written to {folder}. Check the disk.</source>
        <translation>無法將圖片寫入 {folder}。請檢查磁碟。</translation>
    </message>
    <message>
        <source>Pictures have 32 to 63 px, and strengths of changes are 0 or more.</source>
        <translation>圖片邊長為 32 至 63 px，變化強度須為 0 以上。</translation>
    </message>
    <message>
        <source>Plug one in, or try the program with --source demo.</source>
        <translation>請接上攝影機，或以 --source demo 試用。</translation>
    </message>
    <message>
        <source>Pooled into the error, as asked: {factors}.</source>
        <translation>依要求併入誤差：{factors}。</translation>
    </message>
    <message>
        <source>PySide6 6.12.0 aborts on Python 3.11 after some seconds of video.</source>
        <translation>PySide6 6.12.0 在 Python 3.11 上播放影像數秒後會中止。</translation>
    </message>
    <message>
        <source>Repeat the whole plan with other seeds or folds (three values a run or more): then effects can be told from chance without assumptions.</source>
        <translation>請以其他亂數種子或分組重做整個計畫（每次實驗三個數值以上）：不必假設就能分辨效果與偶然。</translation>
    </message>
    <message>
        <source>Repeats are by seeds or by folds, not by {what}.</source>
        <translation>重複方式為亂數種子（seeds）或分組（folds），不能是 {what}。</translation>
    </message>
    <message>
        <source>Results of the runs, and so not taken as factors: {columns}.</source>
        <translation>這些是實驗結果，不當作因子：{columns}。</translation>
    </message>
    <message>
        <source>Run ./run to install it again.</source>
        <translation>請執行 ./run 重新安裝。</translation>
    </message>
    <message>
        <source>Run ./run to install what is missing.</source>
        <translation>請執行 ./run 安裝缺少的項目。</translation>
    </message>
    <message>
        <source>Run {levels} again, with seeds not used yet: it stood in this table, and was chosen from it.</source>
        <translation>請以未用過的亂數種子再做一次 {levels}：它本來就在表中，也是從表中選出的。</translation>
    </message>
    <message>
        <source>Run {levels}, three times or more with seeds not used yet, and compare with the prediction.</source>
        <translation>請以未用過的亂數種子試做 {levels} 三次以上，並與預測比較。</translation>
    </message>
    <message>
        <source>Run {run} has different levels in lines {first} and {second}. Mend one of them.</source>
        <translation>試驗 {run} 在第 {first} 行和第 {second} 行的水準不同，請修正其中一行。</translation>
    </message>
    <message>
        <source>Say which dataset to augment. See `main.py dataset list`.</source>
        <translation>請指定要擴增的資料集。請見 `main.py dataset list`。</translation>
    </message>
    <message>
        <source>Say which dataset to compare on. See `main.py dataset list`.</source>
        <translation>請指定要用來比較的資料集。請見 `main.py dataset list`。</translation>
    </message>
    <message>
        <source>Say which dataset to train on. See `main.py dataset list`.</source>
        <translation>請指定訓練用的資料集。可用 `main.py dataset list` 查看。</translation>
    </message>
    <message>
        <source>Set it: reports go by it.</source>
        <translation>請校正時鐘，報表以它為準。</translation>
    </message>
    <message>
        <source>Set the clock right: reports go by it.</source>
        <translation>請校正時鐘，報表以它為準。</translation>
    </message>
    <message>
        <source>Signal-to-noise ratios are of all repeats together, so the repeats cannot be blocks too.</source>
        <translation>訊噪比是由所有重複一起算出來的，所以重複不能同時當作區集。</translation>
    </message>
    <message>
        <source>TensorFlow is missing.</source>
        <translation>缺少 TensorFlow。</translation>
    </message>
    <message>
        <source>TensorFlow is there</source>
        <translation>已有 TensorFlow</translation>
    </message>
    <message>
        <source>The Dask scheduler at {address} has no workers. Start some with `dask worker {address}`.</source>
        <translation>位於 {address} 的 Dask 排程器沒有工作程序。請以 `dask worker {address}` 啟動。</translation>
    </message>
    <message>
        <source>The PIN cannot be saved in {path} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>PIN 碼無法存到 {path}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The best level of each factor together: {levels}. Predicted there: {predicted}, against {mean} on average.</source>
        <translation>各因子的最佳水準合起來：{levels}。預測值 {predicted}，全部平均為 {mean}。</translation>
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
        <source>The camera&apos;s view may stutter: two cores are better.</source>
        <translation>畫面可能不順：建議兩個核心以上。</translation>
    </message>
    <message>
        <source>The checkpoint in {folder} cannot be written ({reason}). Free some disk space: the one before is whole.</source>
        <translation>無法寫入 {folder} 裡的檢查點（{reason}）。請清出一些磁碟空間；前一個檢查點完好。</translation>
    </message>
    <message>
        <source>The class folders of {source} are empty. Put each class&apos;s pictures into its folder.</source>
        <translation>{source} 的類別資料夾都是空的。請把各類別的圖片放進對應的資料夾。</translation>
    </message>
    <message>
        <source>The class {name} collapsed: its generated faces are {varied} as varied as real ones, and {least} are asked for. Train longer, with other rates, or add real pictures.</source>
        <translation>類別 {name} 模式崩潰：生成臉孔的多樣性只有真實臉孔的 {varied}，至少要有 {least}。請訓練久一點、換其他學習率，或加入真實影像。</translation>
    </message>
    <message>
        <source>The class {name} has {n} training picture(s); a DCGAN takes at least {fewest}. Add real pictures of it.</source>
        <translation>類別 {name} 只有 {n} 張訓練影像；DCGAN 至少需要 {fewest} 張。請加入該類別的真實影像。</translation>
    </message>
    <message>
        <source>The class {name} was not begun before the run was stopped.</source>
        <translation>工作停止時，類別 {name} 尚未開始。</translation>
    </message>
    <message>
        <source>The classes of {name} are balanced already ({counts}). Ask for more with --balance-to or --factor, or take generated pictures out with `main.py dataset remove-generated`.</source>
        <translation>{name} 的各類別已經平衡（{counts}）。請用 --balance-to 或 --factor 要求更多，或用 `main.py dataset remove-generated` 移除生成的影像。</translation>
    </message>
    <message>
        <source>The code in line {line} of {file} is too long or has signs that cannot be typed. Correct it.</source>
        <translation>{file} 第 {line} 行的條碼太長，或含有無法輸入的符號，請更正。</translation>
    </message>
    <message>
        <source>The column {column} is different in every row, so it cannot be a factor and is left out.</source>
        <translation>欄位 {column} 每一列都不同，不可能是因子，因此略去。</translation>
    </message>
    <message>
        <source>The column {column} of {file} means nothing here; it was left out.</source>
        <translation>{file} 的欄位 {column} 在這裡沒有用處，已略過。</translation>
    </message>
    <message>
        <source>The comparison was stopped before every arm was trained once. Resume it, or start anew.</source>
        <translation>比較在每一組都訓練過一次之前就停止了。請繼續，或重新開始。</translation>
    </message>
    <message>
        <source>The confirmation gave {mean} (n = {n}) where {predicted} was predicted; without an error estimate there is no interval to judge it by.</source>
        <translation>確認實驗得到 {mean}（n = {n}），預測為 {predicted}；沒有誤差估計，就沒有區間可供判斷。</translation>
    </message>
    <message>
        <source>The confirmation of {name} did not confirm its prediction, so the settings that it predicts as the best may not be. Read the report; apply them with --anyway if they convince you.</source>
        <translation>{name} 的確認實驗與預測不符，因此它預測的最佳設定未必最佳。請閱讀報告；若仍認為可行，加上 --anyway 套用。</translation>
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
        <source>The dataset has no generated pictures. Draw some on the page DCGAN augmentation, or divide by folds, which draws them anew for each.</source>
        <translation>資料集沒有生成圖片。請在「DCGAN 擴增」頁產生，或改用分折，每折都會重新產生。</translation>
    </message>
    <message>
        <source>The dataset has no picture of {classes} to train on. Leave the class out.</source>
        <translation>資料集沒有{classes}的訓練圖片。請不要選這個類別。</translation>
    </message>
    <message>
        <source>The dataset in {folder} is damaged ({reason}). Import it again.</source>
        <translation>{folder} 裡的資料集損壞了（{reason}）。請重新匯入。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be changed ({reason}); it is as it was. Check the disk and the folder&apos;s permissions.</source>
        <translation>無法變更資料集 {name}（{reason}）；它維持原狀。請檢查磁碟與資料夾的權限。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法寫入資料集 {name}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The dataset {name} has changed since the experiment began, so its trials can no longer be compared. The trials done are kept; bring the dataset back as it was and go on with --resume, or start a new experiment.</source>
        <translation>資料集 {name} 在實驗開始後有變動，各次訓練已無法互相比較。已完成的訓練會保留；請還原資料集後以 --resume 繼續，或開始新的實驗。</translation>
    </message>
    <message>
        <source>The dataset {name} has changed since the run {run} began. Start a new run.</source>
        <translation>資料集 {name} 在工作 {run} 開始後已變更。請開始新的工作。</translation>
    </message>
    <message>
        <source>The dataset {name} has changed since the run {run} began; its pictures were not added. Start a new run.</source>
        <translation>資料集 {name} 在工作 {run} 開始後已變更；影像未加入。請開始新的工作。</translation>
    </message>
    <message>
        <source>The dataset {name} has no class {classes}. It has {known}.</source>
        <translation>資料集 {name} 沒有類別 {classes}。它有 {known}。</translation>
    </message>
    <message>
        <source>The dataset {name} has no generated pictures. Make some with `main.py augment --dataset {name}`.</source>
        <translation>資料集 {name} 沒有生成的影像。請用 `main.py augment --dataset {name}` 產生。</translation>
    </message>
    <message>
        <source>The dataset {name} has no test pictures to compare on. Import it with a split such as 0.6,0.1,0.3, or compare with --folds.</source>
        <translation>資料集 {name} 沒有可供比較的測試影像。請以 0.6,0.1,0.3 之類的比例匯入，或用 --folds 比較。</translation>
    </message>
    <message>
        <source>The dataset {name} has no validation pictures to judge the trials by. Import it with a split such as 0.8,0.1,0.1, or repeat by folds.</source>
        <translation>資料集 {name} 沒有可用來評判的驗證圖片。請以 0.8,0.1,0.1 之類的比例匯入，或改以分組重複。</translation>
    </message>
    <message>
        <source>The dataset {name} has one class only, and a model tells two or more apart. Take another dataset.</source>
        <translation>資料集 {name} 只有一個類別，而模型要分辨兩個以上。請換一個資料集。</translation>
    </message>
    <message>
        <source>The dataset {name} has too few pictures or subjects for {folds} folds. Repeat less often, or by seeds.</source>
        <translation>資料集 {name} 的圖片或受試者太少，不足以分成 {folds} 組。請減少重複次數，或改用亂數種子。</translation>
    </message>
    <message>
        <source>The dataset {name} is being changed by someone else. Try again when they are done.</source>
        <translation>資料集 {name} 正由其他程式變更。請等它完成後再試。</translation>
    </message>
    <message>
        <source>The disk is full: free some space.</source>
        <translation>磁碟已滿，請清出空間。</translation>
    </message>
    <message>
        <source>The disk with the database {database} is full; what is counted stays. Free some space.</source>
        <translation>資料庫 {database} 所在的磁碟已滿；已計的數字都會保留。請清出一些空間。</translation>
    </message>
    <message>
        <source>The error rests on {df} degrees of freedom only: intervals are wide, and small effects stay unseen.</source>
        <translation>誤差只有 {df} 個自由度：區間很寬，看不出小的效果。</translation>
    </message>
    <message>
        <source>The experiment {name} has no confirmed optimum to apply: it was not run to its end. Go on with it with --resume, or run one with a confirmation.</source>
        <translation>實驗 {name} 沒有可套用的確認結果：它沒有做完。請以 --resume 繼續，或做一次含確認的實驗。</translation>
    </message>
    <message>
        <source>The experiment {name} has no trial that is done yet. Run it first.</source>
        <translation>實驗 {name} 還沒有完成的試驗。請先執行。</translation>
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
        <source>The factor {factor} has one level only ({level}), so nothing can be said about it: left out.</source>
        <translation>因子{factor}只有一個水準（{level}），無從判斷，因此略去。</translation>
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
        <source>The factors explain the table to the last digit, so it has no error estimate: no F, p or intervals.</source>
        <translation>各因子完全解釋了這張表，因此無法估計誤差：沒有 F、p 與區間。</translation>
    </message>
    <message>
        <source>The factors use all {df} degrees of freedom: with one value a run nothing is left to tell an effect from chance, so repeat every run with other seeds or folds.</source>
        <translation>各因子用盡全部 {df} 個自由度：每次實驗只有一個數值時，無從分辨效果與偶然，因此請以其他亂數種子或分組重複每次實驗。</translation>
    </message>
    <message>
        <source>The factors use {df} of {total} degrees of freedom; the other {left} estimate the error.</source>
        <translation>各因子用掉 {total} 個自由度中的 {df} 個；其餘 {left} 個用來估計誤差。</translation>
    </message>
    <message>
        <source>The features cannot be kept in {folder} ({reason}). Free some disk space and go on with --resume.</source>
        <translation>特徵無法存到 {folder}（{reason}）。請清出磁碟空間後以 --resume 繼續。</translation>
    </message>
    <message>
        <source>The features of the pictures cannot be kept in {folder} ({reason}). Free some disk space.</source>
        <translation>影像特徵無法存入 {folder}（{reason}）。請清出一些磁碟空間。</translation>
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
        <source>The file {path} cannot be written ({reason}). Free some disk space, then resume the run.</source>
        <translation>無法寫入檔案 {path}（{reason}）。請清出一些磁碟空間，再繼續這次工作。</translation>
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
        <source>The history of changes cannot be written in {path} ({reason}). Check the disk.</source>
        <translation>變更紀錄無法寫入 {path}（{reason}）。請檢查磁碟。</translation>
    </message>
    <message>
        <source>The history of changes {path} cannot be read ({reason}). Check the folder&apos;s permissions.</source>
        <translation>變更紀錄 {path} 無法讀取（{reason}）。請檢查資料夾的權限。</translation>
    </message>
    <message>
        <source>The hours begin and end at the same time. Choose two times, or all day.</source>
        <translation>開始與結束時間相同。請選兩個不同時間，或全天。</translation>
    </message>
    <message>
        <source>The hours {hours} in line {line} of {file} are wrong. Write them as 9:00-17:30.</source>
        <translation>{file} 第 {line} 行的時段 {hours} 有誤。請寫成 9:00-17:30。</translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was kept.</source>
        <translation>已取消匯入，未保留任何內容。</translation>
    </message>
    <message>
        <source>The kiosk runs without it; run ./run to train models.</source>
        <translation>沒有它看板仍可運作；要訓練模型請執行 ./run。</translation>
    </message>
    <message>
        <source>The kiosk started, but judged no face of its demo within {seconds} s. Look into its log, or try a faster computer.</source>
        <translation>看板已啟動，但在 {seconds} 秒內未能辨識示範畫面中的任何臉孔。請查看記錄檔，或改用較快的電腦。</translation>
    </message>
    <message>
        <source>The label in {path} is none of 1 to {last}.</source>
        <translation>{path} 裡的標籤不在 1 到 {last} 之中。</translation>
    </message>
    <message>
        <source>The learning rate must be above 0 and the seed 0 or more, not {rate} and {seed}.</source>
        <translation>學習率須大於 0，亂數種子須為 0 以上，而不是 {rate} 和 {seed}。</translation>
    </message>
    <message>
        <source>The learning rate must be above 0, not {rate}. Leave it out for the optimizer&apos;s own.</source>
        <translation>學習率必須大於 0，不能是 {rate}。不填則由最佳化器決定。</translation>
    </message>
    <message>
        <source>The level {level} of {factor} is neither yes nor no. Write yes or no.</source>
        <translation>{factor} 的水準 {level} 既不是 yes 也不是 no。請寫 yes 或 no。</translation>
    </message>
    <message>
        <source>The level {level} of {factor} is not a number. Write one, such as {example}.</source>
        <translation>{factor} 的水準 {level} 不是數字。請寫數字，例如 {example}。</translation>
    </message>
    <message>
        <source>The level {level} of {factor} is not a whole number.</source>
        <translation>{factor} 的水準 {level} 不是整數。</translation>
    </message>
    <message>
        <source>The level {level} of {factor} is outside 0 to {limit}.</source>
        <translation>{factor} 的水準 {level} 不在 0 至 {limit} 之間。</translation>
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
        <source>The manifest of the model in {folder} is not as it was written. Undo the change, or import the model again.</source>
        <translation>{folder} 中模型的資訊檔與寫入時不同。請復原變更，或重新匯入模型。</translation>
    </message>
    <message>
        <source>The manifest says of what was added for rare or expected classes: {reason}. Import the model again.</source>
        <translation>模型的資訊檔中，為少見或預期類別所加的值有誤：{reason}。請重新匯入模型。</translation>
    </message>
    <message>
        <source>The measurement was stopped before a fold was done. Resume it, or start anew.</source>
        <translation>還沒完成任何一折就停止了。請繼續執行，或重新開始。</translation>
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
        <translation>{folder} 中的模型分辨的是 {known}，不是 {wanted}。請從另一個模型開始。</translation>
    </message>
    <message>
        <source>The model that was trained here does not work. Look into the program&apos;s log.</source>
        <translation>在此訓練的模型無法運作。請查看程式的記錄檔。</translation>
    </message>
    <message>
        <source>The model {name} cannot be compared with itself. Choose another one.</source>
        <translation>模型 {name} 不能和自己比較。請選擇另一個。</translation>
    </message>
    <message>
        <source>The model {name} cannot be deleted ({reason}). Check the folder&apos;s permissions.</source>
        <translation>無法刪除模型 {name}（{reason}）。請檢查資料夾權限。</translation>
    </message>
    <message>
        <source>The model {name} cannot be deleted: the kiosk needs it. Activate another first.</source>
        <translation>無法刪除模型 {name}：看板正在使用。請先啟用其他模型。</translation>
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
        <source>The models {first} and {second} and the dataset {dataset} share too few classes to compare on.</source>
        <translation>模型 {first}、{second} 與資料集 {dataset} 的共同類別太少，無法比較。</translation>
    </message>
    <message>
        <source>The name in line {line} of {file} is too long. Shorten it.</source>
        <translation>{file} 第 {line} 行的名稱太長，請縮短。</translation>
    </message>
    <message>
        <source>The networks in {first} and {second} differ in shape. Average runs with the same classes.</source>
        <translation>{first} 與 {second} 中的網路結構不同。請選擇類別相同的執行來平均。</translation>
    </message>
    <message>
        <source>The next start sets it aside under a name with the time, and counts anew.</source>
        <translation>下次啟動會將它以時間命名另存，並重新計數。</translation>
    </message>
    <message>
        <source>The order {order} in line {line} of {file} is not a whole number up to {limit}. Correct it.</source>
        <translation>{file} 第 {line} 行的順序 {order} 不是 {limit} 以內的整數，請更正。</translation>
    </message>
    <message>
        <source>The parts are three shares that add up to 1, as 0.8,0.1,0.1, or percent that add up to 100, not {text}.</source>
        <translation>各部分是三個合計為 1 的比例（例如 0.8,0.1,0.1），或合計為 100 的百分比，而不是 {text}。</translation>
    </message>
    <message>
        <source>The picture cannot be deleted ({reason}). Ask the staff; they can delete the dataset.</source>
        <translation>無法刪除照片（{reason}）。請洽店員，他們可以刪除整個資料集。</translation>
    </message>
    <message>
        <source>The picture cannot be kept ({reason}). Nothing of it is left.</source>
        <translation>無法保留照片（{reason}）。沒有留下任何內容。</translation>
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
        <source>The picture {path} cannot be written ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>無法寫入影像 {path}（{reason}）。請檢查磁碟與資料夾的權限。</translation>
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
        <source>The pictures cannot be kept in {folder} ({reason}). Check the disk and its permissions.</source>
        <translation>照片無法存入 {folder}（{reason}）。請檢查磁碟與權限。</translation>
    </message>
    <message>
        <source>The pictures&apos; side is a multiple of 16 of at most {most} px, not {size}.</source>
        <translation>影像邊長須為 16 的倍數且不超過 {most} 像素，不能是 {size}。</translation>
    </message>
    <message>
        <source>The plots cannot be written to {folder} ({reason}). Check the disk and the folder&apos;s permissions.</source>
        <translation>圖表無法寫入 {folder}（{reason}）。請檢查磁碟和資料夾的權限。</translation>
    </message>
    <message>
        <source>The predicted best combination was never run. It is the best of many estimates, so it promises too much rather than too little: confirm it before it is used.</source>
        <translation>預測的最佳組合在表中未曾試做。它是許多估計值中最好的一個，容易高估而非低估：使用前請先確認。</translation>
    </message>
    <message>
        <source>The prediction or its interval reaches above 1, which a share cannot: near the end of the scale effects do not add up.</source>
        <translation>預測值或其區間超過 1，而比率不可能超過 1：接近尺度盡頭時，效果不能直接相加。</translation>
    </message>
    <message>
        <source>The process that computed ended without a result. Mostly there is too little memory: close other programs, then go on with --resume. The trials done are kept.</source>
        <translation>運算程序沒有結果就結束了，通常是記憶體不足：請關閉其他程式，再以 --resume 繼續。已完成的訓練會保留。</translation>
    </message>
    <message>
        <source>The processes that train end again and again without a result. Mostly there is too little memory: close other programs or take fewer --workers, then go on with --resume. The trials done are kept.</source>
        <translation>訓練程序一再沒有結果就結束，通常是記憶體不足：請關閉其他程式或減少 --workers，再以 --resume 繼續。已完成的訓練會保留。</translation>
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
        <source>The program&apos;s own model tells {known} apart, not {wanted}. Choose these classes, or start from random weights.</source>
        <translation>程式內建的模型分辨 {known}，而不是 {wanted}。請選擇這些類別，或從隨機權重開始。</translation>
    </message>
    <message>
        <source>The range ends on {last}, before it begins on {first}. Choose a later end.</source>
        <translation>結束日期 {last} 早於開始日期 {first}。請選擇較晚的結束日期。</translation>
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
        <source>The repeats differ by their random numbers only and are judged by the same {n} pictures, so the intervals say nothing about other people. Repeats by folds would.</source>
        <translation>各次重複只有亂數不同，並由相同的 {n} 張圖片評判，因此區間無法說明換成其他人時的情形。改以分組重複就可以。</translation>
    </message>
    <message>
        <source>The repeats of a run become one ratio, so the ratios of a design with all its columns in use have no error estimate. The weakest factor, {factors}, was therefore pooled: its variation is taken for error. That is an assumption, not a finding, and it makes the p-values of the others too small and the intervals too narrow. The analysis of the response itself uses the repeats.</source>
        <translation>同一次實驗的重複合成一個比值，因此各行全部用上的設計無法估計比值的誤差，於是併入最弱的因子 {factors}，把它的變異當作誤差。這是假設而非發現，會使其他因子的 p 值偏小、區間偏窄。反應值本身的分析則用到了重複。</translation>
    </message>
    <message>
        <source>The repeats of every run have exactly the same response, so they are copies and say nothing about chance. Repeat the runs with other seeds, or keep one of each.</source>
        <translation>每次試驗的重複數值完全相同，只是複本，看不出隨機變動。請換亂數種子重做，或各留一個。</translation>
    </message>
    <message>
        <source>The repeats themselves differ (p = {p}), as folds do. Analysed as blocks (--block), they would leave a smaller error.</source>
        <translation>各次重複本身就有差異（p = {p}），如同不同分組。當作區集分析（--block）可使誤差變小。</translation>
    </message>
    <message>
        <source>The repeats were taken as blocks, so the intervals are for the mean of these very repeats: confirm on the same folds.</source>
        <translation>重複被當作區集，因此區間只針對這幾次重複的平均：請在相同的分組上確認。</translation>
    </message>
    <message>
        <source>The report cannot be written to {file} ({reason}). Choose another place, or close the program that has it open.</source>
        <translation>報告無法寫入 {file}（{reason}）。請選擇其他位置，或關閉正在使用它的程式。</translation>
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
        <source>The response {response} is not measured. Choose one of {known}.</source>
        <translation>沒有測量反應值 {response}。請從 {known} 中選擇。</translation>
    </message>
    <message>
        <source>The response {response} is {value} in every row, so no factor can be told from another. Judge each run by more pictures, for instance by folds.</source>
        <translation>反應值 {response} 每一列都是 {value}，所以分不出各因子的作用。請用更多圖片評量每次訓練，例如以分折重複。</translation>
    </message>
    <message>
        <source>The results cannot be written to {folder} ({reason}). Free some disk space and go on with --resume.</source>
        <translation>結果無法寫入 {folder}（{reason}）。請清出磁碟空間後以 --resume 繼續。</translation>
    </message>
    <message>
        <source>The rows are too few to tell all factors apart, so the one with the smallest effect at first sight, {factors}, left the analysis and is taken for noise. The predicted value leaves it out.</source>
        <translation>資料列太少，無法分辨所有因子，因此初看效果最小的 {factors} 不納入分析，視為雜訊；預測值也不含它。</translation>
    </message>
    <message>
        <source>The rows are too few to tell all factors apart; without {factors}, pooled as asked, they are enough. The predicted value leaves it out.</source>
        <translation>資料列太少，無法分辨所有因子；依要求併入 {factors} 後就足夠了。預測值不含它。</translation>
    </message>
    <message>
        <source>The run in {folder} cannot be written ({reason}). Free some disk space, then resume it.</source>
        <translation>無法寫入 {folder} 的執行資料（{reason}）。請釋出磁碟空間後繼續執行。</translation>
    </message>
    <message>
        <source>The run in {folder} is damaged ({reason}). Delete its folder and start anew.</source>
        <translation>{folder} 的執行資料損壞（{reason}）。請刪除該資料夾後重新開始。</translation>
    </message>
    <message>
        <source>The run {name} has ended; there is nothing to resume. Start a new one.</source>
        <translation>執行 {name} 已經結束，沒有可以繼續的部分。請重新開始一次。</translation>
    </message>
    <message>
        <source>The run {name} is being worked on already. Wait for its end.</source>
        <translation>執行 {name} 已經在進行中。請等它結束。</translation>
    </message>
    <message>
        <source>The run {name} is of the kind {found}, not {expected}. Resume it with the command that started it.</source>
        <translation>執行 {name} 的種類是 {found}，不是 {expected}。請用當初啟動它的指令繼續。</translation>
    </message>
    <message>
        <source>The runs are not repeated equally often: {short} of {all} combinations have fewer than {most} values ({names}).</source>
        <translation>各組合的重複次數不一：{all} 個組合中有 {short} 個少於 {most} 個數值（{names}）。</translation>
    </message>
    <message>
        <source>The runs differ by more than the factors&apos; own effects and the repeats explain (lack of fit, p = {p}): factors interact, so the predicted value may be off.</source>
        <translation>各次實驗的差異大於因子本身效果與重複誤差所能解釋（失適，p = {p}）：因子之間有交互作用，預測值可能不準。</translation>
    </message>
    <message>
        <source>The runs in {path} are those of no standard array. Make the plan with `main.py experiment design -o`, and change levels there, not in the file.</source>
        <translation>{path} 中的實驗不符合任何標準直交表。請以 `main.py experiment design -o` 產生計畫，並在那裡修改水準，不要改檔案。</translation>
    </message>
    <message>
        <source>The seed of the random numbers is 0 or more, not {seed}.</source>
        <translation>亂數種子須為 0 或以上，不能是 {seed}。</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value} ({reason}). Choose another value.</source>
        <translation>設定 {name} 不能是 {value}（{reason}）。請選擇其他值。</translation>
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
        <source>The settings of the run {name} make no sense here ({field}: {reason}). Start a new one.</source>
        <translation>執行 {name} 的設定在此無效（{field}：{reason}）。請重新開始一次。</translation>
    </message>
    <message>
        <source>The share of a run over which learning rates fall lies in 0 to 1, not {share}.</source>
        <translation>學習率下降所佔的訓練比例須介於 0 到 1，而不是 {share}。</translation>
    </message>
    <message>
        <source>The share of generated pictures lies above 0 and up to 1, epochs start at 1 and the seed at 0, not {share}, {epochs} and {seed}.</source>
        <translation>生成影像的比例須大於 0、最多 1，訓練週期從 1 起，亂數種子從 0 起，不能是 {share}、{epochs} 和 {seed}。</translation>
    </message>
    <message>
        <source>The shares at which stages start begin at 0, rise, and stay below 1.</source>
        <translation>各階段開始的比例須從 0 開始、遞增，且小於 1。</translation>
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
        <source>The speed cannot be measured ({reason}). Try it again.</source>
        <translation>無法測量速度（{reason}）。請再試一次。</translation>
    </message>
    <message>
        <source>The spreadsheet has shortened the code in line {line} of {file} to {code}. Format that column as text and enter the code again.</source>
        <translation>試算表把 {file} 第 {line} 行的條碼縮短成 {code}。請把那一欄設為文字格式，再重新輸入條碼。</translation>
    </message>
    <message>
        <source>The strength of changes of light lies in 0 to 1, not {colour}.</source>
        <translation>光線變化的強度須在 0 到 1 之間，不能是 {colour}。</translation>
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
        <source>The table has no run {numbers}.</source>
        <translation>表中缺少第 {numbers} 次實驗。</translation>
    </message>
    <message>
        <source>The table is not balanced, so the effects were separated by least squares: the levels&apos; means are adjusted for the other factors, and the sums of squares do not add up to the total.</source>
        <translation>這張表不平衡，因此以最小平方法分離各效果：水準平均已就其他因子修正，平方和加起來不等於總和。</translation>
    </message>
    <message>
        <source>The table looks like an {array} without {names}. Run what is missing for a full answer.</source>
        <translation>這張表看來是 {array}，但缺少 {names}。補做缺少的部分才有完整的答案。</translation>
    </message>
    <message>
        <source>The teacher in {folder} tells {known} apart, not {wanted}. Take another one.</source>
        <translation>{folder} 中的教師模型分辨的是 {known}，不是 {wanted}。請換一個。</translation>
    </message>
    <message>
        <source>The teacher looks 0 times or more at a face, not {looks}.</source>
        <translation>教師模型觀看每張臉的次數須為 0 以上，而不是 {looks}。</translation>
    </message>
    <message>
        <source>The teacher&apos;s share lies in 0 to {most}, so that the label has the last word, not {share}.</source>
        <translation>教師的比例介於 0 到 {most}，好讓標籤有最後決定權，不能是 {share}。</translation>
    </message>
    <message>
        <source>The training diverged in epoch {epoch}: its loss is no number. Take a smaller learning rate.</source>
        <translation>訓練在第 {epoch} 輪發散：損失不是數字。請降低學習率。</translation>
    </message>
    <message>
        <source>The training of {name} diverged in epoch {epoch}: a loss is no number. The state after epoch {kept} is kept; start a new run with smaller learning rates.</source>
        <translation>{name} 的訓練在第 {epoch} 個訓練週期發散：損失值不是數字。已保留第 {kept} 個訓練週期後的狀態；請以較小的學習率開始新的工作。</translation>
    </message>
    <message>
        <source>The trial cannot be kept in {folder} ({reason}). Free some disk space and go on with --resume; the trials done are kept.</source>
        <translation>這次訓練無法存到 {folder}（{reason}）。請清出磁碟空間後以 --resume 繼續；已完成的訓練會保留。</translation>
    </message>
    <message>
        <source>The two periods share days, so nothing can be compared. Choose periods that do not overlap.</source>
        <translation>兩段期間有重疊的日子，無法比較。請選擇不重疊的期間。</translation>
    </message>
    <message>
        <source>The weights in {path} are damaged ({layer} holds what is no number). Take another file.</source>
        <translation>{path} 的權重損壞（{layer} 含有非數值）。請換一個檔案。</translation>
    </message>
    <message>
        <source>The weights in {path} are not VGG16&apos;s ({layer} is missing or has another shape). Take another file.</source>
        <translation>{path} 裡的權重不是 VGG16 的（缺少 {layer} 或形狀不同）。請換一個檔案。</translation>
    </message>
    <message>
        <source>The weights in {path} belong to no model that could teach. Take a model&apos;s, or 0 for the teacher&apos;s share.</source>
        <translation>{path} 裡的權重不屬於任何可當教師的模型。請選某個模型的權重，或將教師的比例設為 0。</translation>
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
        <source>There are {subjects} subjects, too few for {folds} folds. Repeat less often, or by seeds.</source>
        <translation>只有 {subjects} 位受試者，不足以分成 {folds} 組。請減少重複次數，或改用亂數種子。</translation>
    </message>
    <message>
        <source>There is already a dataset {name}. Choose another name, or delete that one.</source>
        <translation>已有資料集 {name}。請改用其他名稱，或刪除原有的。</translation>
    </message>
    <message>
        <source>There is already a model {name}. Choose another name with --name.</source>
        <translation>已經有模型 {name}。請用 --name 換一個名稱。</translation>
    </message>
    <message>
        <source>There is already a model {name}. Choose another name.</source>
        <translation>已經有名為 {name} 的模型。請換一個名稱。</translation>
    </message>
    <message>
        <source>There is already a model {name}. Rename or remove it first.</source>
        <translation>已有名為 {name} 的模型。請先改名或移除。</translation>
    </message>
    <message>
        <source>There is already a run {name}. Choose another name.</source>
        <translation>已經有名為 {name} 的執行。請換一個名稱。</translation>
    </message>
    <message>
        <source>There is no arm {name}. Choose from {known}.</source>
        <translation>沒有組別 {name}。請從 {known} 中選擇。</translation>
    </message>
    <message>
        <source>There is no backbone {name}. Choose from {known}; all but bundled may be followed by {weights}.</source>
        <translation>沒有骨幹網路 {name}。請從 {known} 中選擇；除 bundled 外，後面都可加上 {weights}。</translation>
    </message>
    <message>
        <source>There is no checkpoint of a pretraining in {folder} to start from.</source>
        <translation>{folder} 裡沒有可以接續的預訓練檢查點。</translation>
    </message>
    <message>
        <source>There is no dataset yet. Import one on the page Dataset.</source>
        <translation>還沒有資料集。請在「資料集」頁匯入。</translation>
    </message>
    <message>
        <source>There is no error estimate: one value for each run, and the factors use every degree of freedom, so there are no F, p or intervals. Repeat the runs with other seeds or folds, or pool the weakest factor.</source>
        <translation>無法估計誤差：每次實驗只有一個數值，各因子又用盡自由度，因此沒有 F、p 與區間。請以其他亂數種子或分組重複實驗，或併入最弱的因子。</translation>
    </message>
    <message>
        <source>There is no face of a class that both models know. Take another folder, or other models.</source>
        <translation>沒有兩個模型都認得的類別的人臉。請換一個資料夾，或換其他模型。</translation>
    </message>
    <message>
        <source>There is no factor {factor}. What can be varied: {known}.</source>
        <translation>沒有名為 {factor} 的因子。可以變動的有：{known}。</translation>
    </message>
    <message>
        <source>There is no file {path}. Give bundled, imagenet or a file of weights.</source>
        <translation>沒有檔案 {path}。請指定 bundled、imagenet 或權重檔。</translation>
    </message>
    <message>
        <source>There is no picture of {classes} to train on. Name other classes with --expect.</source>
        <translation>沒有可供訓練的 {classes} 圖片。請以 --expect 指定其他類別。</translation>
    </message>
    <message>
        <source>There is no pretraining in {folder} whose weights could be averaged. Choose another folder.</source>
        <translation>{folder} 中沒有可平均權重的預訓練。請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>This run was begun by another version of the program, whose network was built differently, and cannot go on. Start it anew.</source>
        <translation>這次工作由另一版本的程式開始，其網路結構不同，無法繼續。請重新開始。</translation>
    </message>
    <message>
        <source>What a block saw is carried through from a finished model on. Start from a model.</source>
        <translation>第四區塊所見要保留到特徵，須從完成的模型開始。請用 --start-from 指定模型。</translation>
    </message>
    <message>
        <source>What the fourth block saw is carried through at 48 px only: add --size 48.</source>
        <translation>第四區塊所見只能在 48 px 下保留到特徵：請加上 --size 48。</translation>
    </message>
    <message>
        <source>accuracy {accuracy} on {n} pictures</source>
        <translation>在 {n} 張照片上的正確率為 {accuracy}</translation>
    </message>
    <message>
        <source>as QT_QPA_PLATFORM says ({platform})</source>
        <translation>依 QT_QPA_PLATFORM 的設定（{platform}）</translation>
    </message>
    <message>
        <source>its manifest does not say how good it is</source>
        <translation>其資訊檔沒有記載品質數據</translation>
    </message>
    <message>
        <source>{name} is active and verified: {n} expressions, {quality}</source>
        <translation>{name} 使用中且已驗證：可分辨 {n} 種表情，{quality}</translation>
    </message>
    <message>
        <source>{time} is before this program was installed.</source>
        <translation>{time} 早於本程式的安裝時間。</translation>
    </message>
    <message>
        <source>{total:.1f} GB, {free:.1f} GB of it free.</source>
        <translation>共 {total:.1f} GB，可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>{value} (95 % interval {low} to {high})</source>
        <translation>{value}（95 % 區間 {low} 至 {high}）</translation>
    </message>
    <message>
        <source>{value} is too large: choose {limit} or less.</source>
        <translation>{value} 太大：請選擇 {limit} 或更小的值。</translation>
    </message>
    <message>
        <source>{value} is too small: choose more than {limit}.</source>
        <translation>{value} 太小：請選擇大於 {limit} 的值。</translation>
    </message>
    <message>
        <source>{value} is too small: choose {limit} or more.</source>
        <translation>{value} 太小：請選擇 {limit} 或更大的值。</translation>
    </message>
    <message>
        <source>{version} is too old.</source>
        <translation>{version} 版本過舊。</translation>
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
        <source>A head on random weights learns nothing. Take another backbone, or train from scratch.</source>
        <translation>建立在隨機權重上的分類層學不到東西。請改用其他骨幹網路，或從零訓練。</translation>
    </message>
    <message>
        <source>A training of the whole network starts from random weights or from the program&apos;s own model, not from {backbone}.</source>
        <translation>整個網路的訓練要從隨機權重或程式內建的模型開始，而不是從 {backbone} 開始。</translation>
    </message>
    <message>
        <source>Epochs and minutes are above 0 and a batch has 2 to {most} pictures, not {epochs}, {minutes} and {batch}.</source>
        <translation>epoch 數與分鐘數須大於 0，批次須有 2 至 {most} 張圖片，而不是 {epochs}、{minutes} 和 {batch}。</translation>
    </message>
    <message>
        <source>From scratch the whole network is trained once, without folds, fine-tuning and a teacher.</source>
        <translation>從零訓練只訓練整個網路一次，不分折、不微調、也沒有教師。</translation>
    </message>
    <message>
        <source>ImageNet&apos;s weights cannot be downloaded ({reason}). Connect to a network, or take --backbone bundled.</source>
        <translation>無法下載 ImageNet 的權重（{reason}）。請連上網路，或改用 --backbone bundled。</translation>
    </message>
    <message>
        <source>One run carries through what the fourth block saw and the other does not, or not in the same way. Start from its model instead.</source>
        <translation>其中一次訓練把第四區塊所見保留到特徵，另一次則沒有，或方式不同。請改由其模型開始。</translation>
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
        <source>The momentum of normalisation lies in 0 to 1 and numbers are auto, float32 or mixed_bfloat16, not {momentum} and {dtype}.</source>
        <translation>正規化的動量介於 0 與 1 之間，數值格式為 auto、float32 或 mixed_bfloat16，不能是 {momentum} 與 {dtype}。</translation>
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
        <source>There is no picture to show. Take another class or dataset.</source>
        <translation>沒有可顯示的影像。請換其他類別或資料集。</translation>
    </message>
    <message>
        <source>There is no preset {name}. Choose one of {known}.</source>
        <translation>沒有預設組合 {name}。請從 {known} 中選擇。</translation>
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
        <source>There is no room for this run: it takes {needed} MB, and {free} MB are free. Free some disk space.</source>
        <translation>空間不足以進行這次工作：需要 {needed} MB，只剩 {free} MB。請清出一些磁碟空間。</translation>
    </message>
    <message>
        <source>There is no run {name}. The runs lie in {folder}.</source>
        <translation>沒有名為 {name} 的執行。所有執行都在 {folder}。</translation>
    </message>
    <message>
        <source>There is no run {run} in {folder}. Check its name.</source>
        <translation>{folder} 中沒有執行紀錄 {run}。請檢查名稱。</translation>
    </message>
    <message>
        <source>There is no usable picture in {source}: {n} were read, and all are broken, blank or duplicates.</source>
        <translation>{source} 裡沒有可用的圖片：讀了 {n} 張，全都損壞、空白或重複。</translation>
    </message>
    <message>
        <source>These classes have as many pictures already. Ask for more, or choose other classes.</source>
        <translation>這些類別的圖片已經夠多。請要求更多，或選擇其他類別。</translation>
    </message>
    <message>
        <source>These columns have one level only, so nothing can be said about them: {factors}.</source>
        <translation>這些欄位只有一個水準，無從判斷：{factors}。</translation>
    </message>
    <message>
        <source>This code is too long or has signs that cannot be typed. Keep it to {limit} characters.</source>
        <translation>代碼太長或含有無法輸入的符號。請勿超過 {limit} 個字元。</translation>
    </message>
    <message>
        <source>This edition of the program cannot train models. Install the full edition, or train on another computer and import the model here.</source>
        <translation>此版本的程式不能訓練模型。請安裝完整版，或在其他電腦訓練後將模型匯入此處。</translation>
    </message>
    <message>
        <source>This name is too long. Keep it to {limit} characters.</source>
        <translation>名稱太長。請勿超過 {limit} 個字元。</translation>
    </message>
    <message>
        <source>This program knows no work of the kind {kind}; its run is from another version. Start a new one.</source>
        <translation>本程式沒有 {kind} 這種工作；這次執行來自其他版本。請重新開始一次。</translation>
    </message>
    <message>
        <source>This text is too long: keep it to {limit} characters or fewer.</source>
        <translation>文字太長：請不要超過 {limit} 個字。</translation>
    </message>
    <message>
        <source>This user may not use the camera {camera}. Add the user to the group video and log in again.</source>
        <translation>這個使用者沒有使用攝影機 {camera} 的權限。請把使用者加入 video 群組，再重新登入。</translation>
    </message>
    <message>
        <source>Trials on a cluster take Dask, which is not installed here. Install it with `pip install distributed`, or leave out --scheduler.</source>
        <translation>在叢集上訓練需要 Dask，而這裡尚未安裝。請以 `pip install distributed` 安裝，或拿掉 --scheduler。</translation>
    </message>
    <message>
        <source>Trials run in 1 to {most} processes, not {workers}.</source>
        <translation>訓練可在 1 至 {most} 個程序中進行，不能是 {workers} 個。</translation>
    </message>
    <message>
        <source>Trials train the head on the frozen backbone and keep the last epoch: an epoch that was chosen by the pictures that judge it would flatter it. Leave fine_tune and keep_best off.</source>
        <translation>實驗只在凍結的骨幹上訓練分類頭，並保留最後一個 epoch：若由評判用的圖片挑選 epoch，結果會過於樂觀。請關閉 fine_tune 與 keep_best。</translation>
    </message>
    <message>
        <source>Trials without a value (diverged, or not run) are left out: {names}. If their levels made them fail, the means of these levels look better than they are.</source>
        <translation>沒有數值的訓練（發散或未做）不納入：{names}。若是它們的水準造成失敗，這些水準的平均會顯得比實際好。</translation>
    </message>
    <message>
        <source>Two levels of {factor} are the same value ({levels}). Each must be there once.</source>
        <translation>{factor} 有兩個水準數值相同（{levels}）。每個水準只能出現一次。</translation>
    </message>
    <message>
        <source>Until this is mended, what is counted is lost when the program ends.</source>
        <translation>在修好之前，計數會在程式結束時遺失。</translation>
    </message>
    <message>
        <source>What is compared with must be among the kinds of training pictures chosen.</source>
        <translation>比較基準必須是所選的訓練圖片之一。</translation>
    </message>
    <message>
        <source>What the fourth block saw is carried through with a weight of 0 or more, not {weight}.</source>
        <translation>保留第四區塊所見的權重須為 0 以上，而不是 {weight}。</translation>
    </message>
    <message>
        <source>Where no level is shown to be better, the cheapest will do: {factors}.</source>
        <translation>看不出哪個水準較好的因子，用最省的即可：{factors}。</translation>
    </message>
    <message>
        <source>With every factor pooled nothing is left to analyse. Leave at least one out of --pool.</source>
        <translation>所有因子都併入誤差就沒有東西可以分析了。--pool 請至少留下一個因子。</translation>
    </message>
    <message>
        <source>Without what was taken for noise, as Taguchi advises, the prediction is {predicted}.</source>
        <translation>依田口的建議，不計入視為雜訊的因子時，預測值為 {predicted}。</translation>
    </message>
    <message>
        <source>a package cannot be loaded ({reason}).</source>
        <translation>有套件無法載入（{reason}）。</translation>
    </message>
    <message>
        <source>all that the kiosk needs are there</source>
        <translation>看板所需的都已齊備</translation>
    </message>
    <message>
        <source>can be loaded, with the system&apos;s libraries that it needs</source>
        <translation>可以載入，所需的系統函式庫齊備</translation>
    </message>
    <message>
        <source>cannot be loaded ({reason}).</source>
        <translation>無法載入（{reason}）。</translation>
    </message>
    <message>
        <source>fontconfig is missing.</source>
        <translation>缺少 fontconfig。</translation>
    </message>
    <message>
        <source>haar, which comes with the program. YuNet, not installed, finds tilted faces too, and is faster.</source>
        <translation>haar，程式內附。尚未安裝的 YuNet 也能找到傾斜的臉，而且更快。</translation>
    </message>
    <message>
        <source>loads</source>
        <translation>可以載入</translation>
    </message>
    <message>
        <source>missing: {names}.</source>
        <translation>缺少：{names}。</translation>
    </message>
    <message>
        <source>none for traditional Chinese; in that language the screen would show boxes.</source>
        <translation>沒有繁體中文字型；中文畫面會顯示方框。</translation>
    </message>
    <message>
        <source>none was found.</source>
        <translation>找不到攝影機。</translation>
    </message>
    <message>
        <source>none yet; it will be made as {file}</source>
        <translation>尚未建立；將建立為 {file}</translation>
    </message>
    <message>
        <source>none.</source>
        <translation>無。</translation>
    </message>
    <message>
        <source>not in this edition, which is for kiosks. The full edition can train models.</source>
        <translation>此看板版不含訓練功能；完整版可以訓練模型。</translation>
    </message>
    <message>
        <source>perhaps with AVX-512 bfloat16</source>
        <translation>可能具備 AVX-512 bfloat16</translation>
    </message>
    <message>
        <source>the defaults, nothing was changed</source>
        <translation>預設值，未曾變更</translation>
    </message>
    <message>
        <source>the newest exposure is of {day}, in the future.</source>
        <translation>最新一筆紀錄的日期是未來的 {day}。</translation>
    </message>
    <message>
        <source>the ratio of {response}</source>
        <translation>{response}的比值</translation>
    </message>
    <message>
        <source>the settings choose {name}</source>
        <translation>設定選用 {name}</translation>
    </message>
    <message>
        <source>this could not be looked at ({reason}).</source>
        <translation>此項無法檢查（{reason}）。</translation>
    </message>
    <message>
        <source>with AVX-512 bfloat16</source>
        <translation>具備 AVX-512 bfloat16</translation>
    </message>
    <message>
        <source>without AVX-512 bfloat16</source>
        <translation>不具備 AVX-512 bfloat16</translation>
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
        <source>{array} is the smallest standard array with a column for each factor ({levels} levels).</source>
        <translation>{array} 是每個因子都有一行可用的最小標準直交表（水準數 {levels}）。</translation>
    </message>
    <message>
        <source>{count} combinations</source>
        <translation>{count} 個組合</translation>
    </message>
    <message>
        <source>{count} of {all} confirmation trials diverged: the predicted best is too near to where training breaks.</source>
        <translation>{all} 次確認訓練中有 {count} 次發散：預測的最佳組合太接近訓練會失敗的範圍。</translation>
    </message>
    <message>
        <source>{database} is brought up to date at the next start</source>
        <translation>{database} 將在下次啟動時更新</translation>
    </message>
    <message>
        <source>{database} is sound; exposures in it: {n}</source>
        <translation>{database} 完好，共有 {n} 筆觀看紀錄</translation>
    </message>
    <message>
        <source>{database} was made by a newer version of this program.</source>
        <translation>{database} 由較新版本的程式建立。</translation>
    </message>
    <message>
        <source>{done} of {planned} trials are done; the rest is missing from every figure.</source>
        <translation>{planned} 次訓練中已完成 {done} 次；其餘未納入任何數字。</translation>
    </message>
    <message>
        <source>{factor} moves {response} most: {range} from its worst level to its best ({means}).</source>
        <translation>對{response}影響最大的是{factor}：最差與最佳水準相差 {range}（{means}）。</translation>
    </message>
    <message>
        <source>{factor}: chance alone could do as much ({p}).</source>
        <translation>{factor}：單憑偶然也可能如此（{p}）。</translation>
    </message>
    <message>
        <source>{factor}: chance alone could do as much ({p}); differences below about {lsd} stay unseen here.</source>
        <translation>{factor}：單憑偶然也可能如此（{p}）；小於約 {lsd} 的差異在這裡看不出來。</translation>
    </message>
    <message>
        <source>{factor}: its effect stands out from chance ({p}), but {best} is not clearly better than {others}.</source>
        <translation>{factor}：效果明顯超出偶然（{p}），但 {best} 並未明顯優於 {others}。</translation>
    </message>
    <message>
        <source>{factor}: its effect stands out from chance ({p}).</source>
        <translation>{factor}：效果明顯超出偶然（{p}）。</translation>
    </message>
    <message>
        <source>{factor}: taken for noise, not tested.</source>
        <translation>{factor}：視為雜訊，未檢定。</translation>
    </message>
    <message>
        <source>{file} does not say what kind of report it is. Add --format html, pdf or csv.</source>
        <translation>從 {file} 看不出報告的種類。請加上 --format html、pdf 或 csv。</translation>
    </message>
    <message>
        <source>{file} is damaged ({damage}).</source>
        <translation>{file} 已損毀（{damage}）。</translation>
    </message>
    <message>
        <source>{file} is in order</source>
        <translation>{file} 正常</translation>
    </message>
    <message>
        <source>{file} is not a picture, or it is damaged. Replace it.</source>
        <translation>{file} 不是圖片，或已損壞，請更換。</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}).</source>
        <translation>無法寫入 {folder}（{reason}）。</translation>
    </message>
    <message>
        <source>{folder}, {free:.1f} GB free.</source>
        <translation>{folder}，可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>{folds} folds take as many subjects, and there are {subjects}. Ask for fewer.</source>
        <translation>{folds} 折需要同樣多的人，但只有 {subjects} 人。請減少折數。</translation>
    </message>
    <message>
        <source>{folds} folds take at least as many subjects; {name} has {subjects}.</source>
        <translation>{folds} 折至少需要同樣多的人；{name} 只有 {subjects} 人。</translation>
    </message>
    <message>
        <source>{font} for traditional Chinese</source>
        <translation>繁體中文使用 {font}</translation>
    </message>
    <message>
        <source>{name} is used. {reason}</source>
        <translation>使用 {name}。{reason}</translation>
    </message>
    <message>
        <source>{name}, cores: {cores}, {bfloat16} (it makes training faster, not the kiosk).</source>
        <translation>{name}，核心數 {cores}，{bfloat16}（可加快訓練，與看板無關）。</translation>
    </message>
    <message>
        <source>{name}, its checksum is right</source>
        <translation>{name}，檢查碼正確</translation>
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
        <source>{p}</source>
        <translation>{p}</translation>
    </message>
    <message>
        <source>{p}; about {chance} once the pooling is allowed for</source>
        <translation>{p}；計入併項後約 {chance}</translation>
    </message>
    <message>
        <source>{p}; below {chance} once the pooling is allowed for</source>
        <translation>{p}；計入併項後低於 {chance}</translation>
    </message>
    <message>
        <source>{response}</source>
        <translation>{response}</translation>
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
    <name>LogDialog</name>
    <message>
        <source>The log is empty.</source>
        <translation>記錄檔是空的。</translation>
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
    <name>ModelChoice</name>
    <message>
        <source>Is the new model better?</source>
        <translation>新模型比較好嗎？</translation>
    </message>
    <message>
        <source>Promote: use the new model</source>
        <translation>採用新模型</translation>
    </message>
    <message>
        <source>Roll back to the model before</source>
        <translation>退回先前的模型</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比較</translation>
    </message>
    <message>
        <source>The kiosk uses {name} now.</source>
        <translation>導購機現在使用 {name}。</translation>
    </message>
    <message>
        <source>Comparing {name} with {active} …</source>
        <translation>正在比較 {name} 與 {active}……</translation>
    </message>
    <message>
        <source>The new model does not know: {classes}. The kiosk would count such faces as something else.</source>
        <translation>新模型不認得：{classes}。導購機會把這些表情算成別的表情。</translation>
    </message>
    <message>
        <source>No difference that these faces can show. Keep the model that you have, or judge by more.</source>
        <translation>這些人臉看不出差別。請保留現有模型，或用更多圖片評比。</translation>
    </message>
    <message>
        <source>The new model is better: more than chance explains.</source>
        <translation>新模型較好，且差距大於偶然。</translation>
    </message>
    <message>
        <source>The new model is worse: more than chance explains. Do not promote it.</source>
        <translation>新模型較差，且差距大於偶然。請不要採用。</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 信賴區間</translation>
    </message>
    <message>
        <source>95 % interval over {people} people, among whom p = {p}</source>
        <translation>依 {people} 人計算，p = {p}，95 % 信賴區間</translation>
    </message>
    <message>
        <source>On the same {n} real faces: {difference} percentage points ({low} to {high}, {interval}). McNemar&apos;s exact test: p = {p}; {first} faces only the present model reads rightly, {second} only the new one.</source>
        <translation>在相同的 {n} 張真實人臉上：相差 {difference} 個百分點（{interval} {low} 至 {high}）。McNemar 精確檢定：p = {p}；只有現有模型判讀正確的有 {first} 張，只有新模型判讀正確的有 {second} 張。</translation>
    </message>
    <message>
        <source>At work: {name}</source>
        <translation>使用中：{name}</translation>
    </message>
    <message>
        <source>New: {name}</source>
        <translation>新模型：{name}</translation>
    </message>
    <message>
        <source>Accuracy {accuracy} %, macro F1 {f1}</source>
        <translation>正確率 {accuracy} %，macro F1 {f1}</translation>
    </message>
    <message>
        <source>it is</source>
        <translation>實際</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>判讀為</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Choose a model at the left</source>
        <translation>請在左側選擇模型</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>內附模型</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>類別</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 張照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Binary accuracy</source>
        <translation>二元正確率</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>對數損失</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校準誤差</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>辨識率</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>訓練資料</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>來源模型</translation>
    </message>
    <message>
        <source>nothing: trained from scratch</source>
        <translation>無，從頭訓練</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>建立日期</translation>
    </message>
    <message>
        <source>not verified since this page was opened</source>
        <translation>開啟本頁後尚未驗證</translation>
    </message>
    <message>
        <source>sound, verified at {time}</source>
        <translation>完好，於 {time} 驗證</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正確率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Macro F1</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>建立日期</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>損毀</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>先前使用</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候選</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What reads the expressions; the kiosk changes over without stopping</source>
        <translation>判讀表情的模型；看板不必停止即可切換</translation>
    </message>
    <message>
        <source>Install detector…</source>
        <translation>安裝偵測器…</translation>
    </message>
    <message>
        <source>YuNet, the better face detector: face_detection_yunet_2026may.onnx</source>
        <translation>YuNet，更好的人臉偵測器：face_detection_yunet_2026may.onnx</translation>
    </message>
    <message>
        <source>Import model…</source>
        <translation>匯入模型…</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安裝</translation>
    </message>
    <message>
        <source>Accuracy with its 95 % interval, each model on the pictures of its own training&apos;s test. Two models are only comparable on the same pictures: the retraining page does that.</source>
        <translation>正確率附 95 % 信賴區間，各模型以自己訓練時的測試照片計算。兩個模型要用相同照片才能比較：請用重新訓練頁。</translation>
    </message>
    <message>
        <source>Put to work</source>
        <translation>啟用</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>刪除…</translation>
    </message>
    <message>
        <source>To {name}</source>
        <translation>還原為 {name}</translation>
    </message>
    <message>
        <source>{name} is at work now. Roll back if it does worse.</source>
        <translation>{name} 已啟用。若表現較差可還原。</translation>
    </message>
    <message>
        <source>{name} is at work again.</source>
        <translation>{name} 已重新啟用。</translation>
    </message>
    <message>
        <source>{name} is sound.</source>
        <translation>{name} 完好。</translation>
    </message>
    <message>
        <source>{name} is installed. It works once you put it to work.</source>
        <translation>{name} 已安裝，啟用後才會使用。</translation>
    </message>
    <message>
        <source>The face detector YuNet is installed.</source>
        <translation>已安裝人臉偵測器 YuNet。</translation>
    </message>
    <message>
        <source>{name} is written to {file}.</source>
        <translation>{name} 已寫入 {file}。</translation>
    </message>
    <message>
        <source>The plots are written to {folder}.</source>
        <translation>圖表已寫入 {folder}。</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>評估中…</translation>
    </message>
    <message>
        <source>Judge by pictures…</source>
        <translation>用照片評估…</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>已刪除 {name}。</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>匯入模型</translation>
    </message>
    <message>
        <source>Model archives (*.zip)</source>
        <translation>模型檔 (*.zip)</translation>
    </message>
    <message>
        <source>Install YuNet</source>
        <translation>安裝 YuNet</translation>
    </message>
    <message>
        <source>YuNet&apos;s file (*.onnx)</source>
        <translation>YuNet 檔案 (*.onnx)</translation>
    </message>
    <message>
        <source>A folder with one folder of pictures for each expression</source>
        <translation>選擇資料夾：每種表情一個子資料夾</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>匯出模型</translation>
    </message>
    <message>
        <source>It is removed from this machine and cannot be brought back, unless you have exported it.</source>
        <translation>模型將從本機刪除；除非已匯出，否則無法復原。</translation>
    </message>
    <message>
        <source>Delete the model {name}?</source>
        <translation>要刪除模型 {name} 嗎？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>A camera here reads facial expressions. Only numbers are kept; a picture only if you agree to it.</source>
        <translation>本機以攝影機判讀表情，只留下統計數字；經您同意才會保留照片。</translation>
    </message>
    <message>
        <source>A camera here reads facial expressions. Only numbers are kept, never pictures.</source>
        <translation>本機以攝影機判讀表情，只留下統計數字，不儲存影像。</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>總覽</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>匯出報告</translation>
    </message>
    <message>
        <source>HTML, for reading and sending</source>
        <translation>HTML，閱讀與寄送</translation>
    </message>
    <message>
        <source>PDF, for printing</source>
        <translation>PDF，列印</translation>
    </message>
    <message>
        <source>CSV, for Excel</source>
        <translation>CSV，Excel 使用</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Other days</source>
        <translation>其他日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>結束日期</translation>
    </message>
    <message>
        <source>What was counted</source>
        <translation>統計來源</translation>
    </message>
    <message>
        <source>Preference by product, −100 to +100, with 95 % interval</source>
        <translation>各商品喜好指數（−100 至 +100，附 95 % 信賴區間）</translation>
    </message>
    <message>
        <source>Expressions by product, share of viewers</source>
        <translation>各商品的表情（占觀看人數比例）</translation>
    </message>
    <message>
        <source>Viewers by day</source>
        <translation>每日觀看人數</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>依時段</translation>
    </message>
    <message>
        <source>By weekday</source>
        <translation>依星期</translation>
    </message>
    <message>
        <source>Viewers, mean per day</source>
        <translation>平均每天觀看人數</translation>
    </message>
    <message>
        <source>Preference</source>
        <translation>喜好指數</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>圖表內容</translation>
    </message>
    <message>
        <source>Which differences between products are real</source>
        <translation>哪些商品差異是真的</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>讀取中…</translation>
    </message>
    <message>
        <source>viewers</source>
        <translation>觀看人數</translation>
    </message>
    <message>
        <source>mean dwell</source>
        <translation>平均停留</translation>
    </message>
    <message>
        <source>mean attention</source>
        <translation>平均注視</translation>
    </message>
    <message>
        <source>products looked at</source>
        <translation>被觀看的商品</translation>
    </message>
    <message>
        <source>There are no products yet. Add some on the page Products; then viewers are counted.</source>
        <translation>還沒有商品。請到「商品」頁面新增，之後就會開始統計觀看人數。</translation>
    </message>
    <message>
        <source>Nobody looked at a product in these days. Choose other days, or another source at the right.</source>
        <translation>這段期間沒有人觀看商品。請選擇其他日期，或在右側改選其他來源。</translation>
    </message>
    <message>
        <source>The report is written: {file}</source>
        <translation>報告已寫入：{file}</translation>
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
        <source>It leads to the administrator&apos;s panel.</source>
        <translation>輸入後進入管理畫面。</translation>
    </message>
    <message>
        <source>{least} to {most} digits. You will need it for the administrator&apos;s panel and to leave the kiosk.</source>
        <translation>{least} 到 {most} 位數字。進入管理畫面和離開看板時需要輸入。</translation>
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
    <name>ProductEditor</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Code, as its barcode says</source>
        <translation>代碼（同條碼）</translation>
    </message>
    <message>
        <source>On show</source>
        <translation>展示時段</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>On show from</source>
        <translation>開始展示</translation>
    </message>
    <message>
        <source>On show until</source>
        <translation>結束展示</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>不用圖片</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>選擇圖片…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Choose a product at the left, or add one</source>
        <translation>請在左側選擇商品，或新增</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新商品</translation>
    </message>
    <message>
        <source>{viewers} were counted under this code. A new package with a new code is a new product.</source>
        <translation>此代碼已計入 {viewers}。新包裝若有新代碼，請新增商品。</translation>
    </message>
    <message>
        <source>Offer again</source>
        <translation>重新上架</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>下架</translation>
    </message>
    <message>
        <source>It leaves the kiosk; what was counted stays in the reports.</source>
        <translation>商品會離開看板；已計入的數據仍在報表中。</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp)</source>
        <translation>圖片 (*.png *.jpg *.jpeg *.webp *.bmp)</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>選擇圖片</translation>
    </message>
</context>
<context>
    <name>ProductList</name>
    <message>
        <source>On the kiosk</source>
        <translation>看板上的商品</translation>
    </message>
    <message>
        <source>Show retired ones</source>
        <translation>顯示已下架商品</translation>
    </message>
    <message>
        <source>Further to the front</source>
        <translation>往前移</translation>
    </message>
    <message>
        <source>Further to the back</source>
        <translation>往後移</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已下架</translation>
    </message>
</context>
<context>
    <name>ProductsPage</name>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Drag to put them in order; every change is on the kiosk at once</source>
        <translation>拖曳可調整順序；每項變更立即生效</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>匯出 CSV…</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>匯入 CSV…</translation>
    </message>
    <message>
        <source>Add product</source>
        <translation>新增商品</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已復原：{what}</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) written to {file}</source>
        <translation>
            <numerusform>已將 %n 項商品寫入 {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) imported</source>
        <translation>
            <numerusform>已匯入 %n 項商品</numerusform>
        </translation>
    </message>
    <message>
        <source>Import of {file}</source>
        <translation>匯入 {file}</translation>
    </message>
    <message>
        <source>{name} is on the kiosk.</source>
        <translation>{name} 已上架。</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} 已儲存。</translation>
    </message>
    <message>
        <source>Change of {name}</source>
        <translation>變更 {name}</translation>
    </message>
    <message>
        <source>{name} is retired.</source>
        <translation>{name} 已下架。</translation>
    </message>
    <message>
        <source>{name} is on the kiosk again.</source>
        <translation>{name} 已重新上架。</translation>
    </message>
    <message>
        <source>Retiring {name}</source>
        <translation>下架 {name}</translation>
    </message>
    <message>
        <source>Offering {name} again</source>
        <translation>重新上架 {name}</translation>
    </message>
    <message>
        <source>Zone of {name}</source>
        <translation>{name} 的區域</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>順序</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV 檔 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Import products</source>
        <translation>匯入商品</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 檔 (*.csv)</translation>
    </message>
    <message>
        <source>Export products</source>
        <translation>匯出商品</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Quitting</name>
    <message>
        <source>Quit while a job is at work?</source>
        <translation>工作進行中，要結束程式嗎？</translation>
    </message>
    <message>
        <source>The job stops too. What it has saved is kept, and it can be resumed from the panel.</source>
        <translation>工作也會停止。已儲存的部分會保留，可以從管理介面繼續執行。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束程式</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>viewers</source>
        <translation>觀看人數</translation>
    </message>
    <message>
        <source>mean dwell</source>
        <translation>平均停留</translation>
    </message>
    <message>
        <source>mean attention</source>
        <translation>平均注視</translation>
    </message>
    <message>
        <source>products looked at</source>
        <translation>被觀看的商品</translation>
    </message>
    <message>
        <source>What can be said</source>
        <translation>結論</translation>
    </message>
    <message>
        <source>How this was computed</source>
        <translation>計算方式</translation>
    </message>
    <message>
        <source>Made on {time} by Mien {version}.</source>
        <translation>{time} 由 Mien {version} 產生。</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>結束日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>畫面來源</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>條碼</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Viewers</source>
        <translation>觀看人數</translation>
    </message>
    <message>
        <source>Mean dwell (s)</source>
        <translation>平均停留（秒）</translation>
    </message>
    <message>
        <source>Dwell, 95 % from (s)</source>
        <translation>停留 95 % 下限（秒）</translation>
    </message>
    <message>
        <source>Dwell, 95 % to (s)</source>
        <translation>停留 95 % 上限（秒）</translation>
    </message>
    <message>
        <source>Mean attention (s)</source>
        <translation>平均注視（秒）</translation>
    </message>
    <message>
        <source>Attention, 95 % from (s)</source>
        <translation>注視 95 % 下限（秒）</translation>
    </message>
    <message>
        <source>Attention, 95 % to (s)</source>
        <translation>注視 95 % 上限（秒）</translation>
    </message>
    <message>
        <source>Attraction ratio</source>
        <translation>吸引率</translation>
    </message>
    <message>
        <source>Preference (−100 to 100)</source>
        <translation>喜好指數（−100 至 100）</translation>
    </message>
    <message>
        <source>Preference, 95 % from</source>
        <translation>喜好指數 95 % 下限</translation>
    </message>
    <message>
        <source>Preference, 95 % to</source>
        <translation>喜好指數 95 % 上限</translation>
    </message>
    <message>
        <source>Enough viewers to tell</source>
        <translation>人數足以判斷</translation>
    </message>
    <message>
        <source>{expression} (viewers)</source>
        <translation>{expression}（人數）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Preference by product, −100 to +100, with 95 % interval</source>
        <translation>各商品喜好指數（−100 至 +100，附 95 % 信賴區間）</translation>
    </message>
    <message>
        <source>Expressions by product, share of viewers</source>
        <translation>各商品的表情（占觀看人數比例）</translation>
    </message>
    <message>
        <source>Viewers by hour, mean per day</source>
        <translation>各時段平均每天觀看人數</translation>
    </message>
    <message>
        <source>Preference by hour</source>
        <translation>各時段喜好指數</translation>
    </message>
    <message>
        <source>Viewers by weekday, mean per day</source>
        <translation>各星期平均每天觀看人數</translation>
    </message>
    <message>
        <source>Viewers by day</source>
        <translation>每日觀看人數</translation>
    </message>
    <message>
        <source>Before ({before}) and after ({after})</source>
        <translation>之前（{before}）與之後（{after}）</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Dwell</source>
        <translation>停留</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注視</translation>
    </message>
    <message>
        <source>Preference</source>
        <translation>喜好指數</translation>
    </message>
    <message>
        <source>Expressions, share of viewers with 95 % interval</source>
        <translation>表情占觀看人數比例與 95 % 信賴區間</translation>
    </message>
    <message>
        <source>Which differences between products are real</source>
        <translation>哪些商品差異是真的</translation>
    </message>
    <message>
        <source>Liked better</source>
        <translation>較受喜愛</translation>
    </message>
    <message>
        <source>than</source>
        <translation>相較於</translation>
    </message>
    <message>
        <source>Difference ± 95 %</source>
        <translation>差異 ± 95 %</translation>
    </message>
    <message>
        <source>Adjusted p</source>
        <translation>校正後 p 值</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>How shoppers reacted, product by product</source>
        <translation>顧客對各商品的反應</translation>
    </message>
</context>
<context>
    <name>RetrainingForm</name>
    <message>
        <source>{n} real pictures, each judged once a repeat; no model comes of it.</source>
        <translation>{n} 張真實圖片，每次重複各評判一次；不會產生模型。</translation>
    </message>
    <message>
        <source>Who is judged beside whom is chance too: repeats show how much.</source>
        <translation>誰和誰分在同一折也是偶然：重複幾次就看得出影響有多大。</translation>
    </message>
    <message>
        <source>{train} pictures to train on, {val} to choose the best epoch by, {test} to judge the result by.</source>
        <translation>訓練用 {train} 張，選擇最佳 epoch 用 {val} 張，評量結果用 {test} 張。</translation>
    </message>
    <message>
        <source>{train} pictures to train on, {val} to watch and calibrate it by, {test} to judge the result by.</source>
        <translation>訓練用 {train} 張，觀察與校準用 {val} 張，評量結果用 {test} 張。</translation>
    </message>
    <message>
        <source>A network that knows nothing yet needs 10,000 pictures or more and a night or two; with fewer, train on the program&apos;s own.</source>
        <translation>從零開始的網路需要一萬張以上的圖片，並花上一兩個晚上；圖片較少時，請以程式內建的網路為基礎訓練。</translation>
    </message>
    <message>
        <source>No picture judges {classes}: bring more people who show it.</source>
        <translation>沒有圖片可用來評估{classes}：請加入更多表現此表情的人。</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>最高學習率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation>一般建議值</translation>
    </message>
    <message>
        <source>the optimizer&apos;s own</source>
        <translation>由最佳化器決定</translation>
    </message>
    <message>
        <source>What to train, and how</source>
        <translation>訓練內容與方式</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>要得到什麼</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>折數</translation>
    </message>
    <message>
        <source>Repeats, the people divided anew</source>
        <translation>重複次數（每次重新分組）</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>新模型的名稱</translation>
    </message>
    <message>
        <source>Expressions that the model shall tell apart</source>
        <translation>模型要分辨的表情</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>最佳化器</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 數</translation>
    </message>
    <message>
        <source>Epochs of fine-tuning</source>
        <translation>微調 epoch 數</translation>
    </message>
    <message>
        <source>Dropout (0 to 0.95)</source>
        <translation>Dropout（0 至 0.95）</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Random views of each picture</source>
        <translation>每張圖片的隨機變化數</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>骨幹網路</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起點</translation>
    </message>
    <message>
        <source>Keep what the start model knew (0 to 0.45)</source>
        <translation>保留起始模型所知（0 至 0.45）</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Rare classes weigh more</source>
        <translation>少見的類別加重計算</translation>
    </message>
    <message>
        <source>Also upside down</source>
        <translation>也上下翻轉</translation>
    </message>
    <message>
        <source>A new model</source>
        <translation>新模型</translation>
    </message>
    <message>
        <source>A measurement by folds</source>
        <translation>分折評量</translation>
    </message>
    <message>
        <source>Frozen backbone (minutes)</source>
        <translation>凍結骨幹（數分鐘）</translation>
    </message>
    <message>
        <source>Fine-tune everything (hours)</source>
        <translation>全部微調（數小時）</translation>
    </message>
    <message>
        <source>From scratch (a night or more)</source>
        <translation>從零訓練（一晚以上）</translation>
    </message>
    <message>
        <source>The program&apos;s own</source>
        <translation>程式內建</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>隨機權重</translation>
    </message>
    <message>
        <source>Usual values</source>
        <translation>一般建議值</translation>
    </message>
    <message>
        <source>Values of the original study</source>
        <translation>原研究的設定</translation>
    </message>
</context>
<context>
    <name>RetrainingPage</name>
    <message>
        <source>Retraining</source>
        <translation>重新訓練</translation>
    </message>
    <message>
        <source>Start the training</source>
        <translation>開始訓練</translation>
    </message>
    <message>
        <source>Start the measurement</source>
        <translation>開始評量</translation>
    </message>
    <message>
        <source>{n} folds</source>
        <translation>{n} 折</translation>
    </message>
    <message>
        <source>fine-tuned, {epochs} epochs</source>
        <translation>微調 {epochs} 個 epoch</translation>
    </message>
    <message>
        <source>frozen backbone</source>
        <translation>凍結骨幹</translation>
    </message>
    <message>
        <source>{epochs} epochs</source>
        <translation>{epochs} 個 epoch</translation>
    </message>
    <message>
        <source>dropout {dropout}</source>
        <translation>dropout {dropout}</translation>
    </message>
    <message>
        <source>batch {size}</source>
        <translation>批次 {size}</translation>
    </message>
    <message>
        <source>class weights</source>
        <translation>類別權重</translation>
    </message>
    <message>
        <source>random views: {n}</source>
        <translation>隨機變化 {n} 個</translation>
    </message>
    <message>
        <source>what the start knew is kept: {share}</source>
        <translation>保留起始模型所知：{share}</translation>
    </message>
    <message>
        <source>{n} folds, {repeats} times over</source>
        <translation>{n} 折，重複 {repeats} 次</translation>
    </message>
    <message>
        <source>on from the program&apos;s own model</source>
        <translation>以程式內建的模型為起點</translation>
    </message>
    <message>
        <source>from random weights</source>
        <translation>從隨機權重開始</translation>
    </message>
    <message>
        <source>learning rate {rate}</source>
        <translation>學習率 {rate}</translation>
    </message>
    <message>
        <source>accuracy {accuracy} on {n} faces</source>
        <translation>正確率 {accuracy}（{n} 張人臉）</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Show the log</source>
        <translation>查看記錄檔</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>繼續執行</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>取消中</translation>
    </message>
    <message>
        <source>Stopping after this step</source>
        <translation>完成這一步後結束</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>已 {time}</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>約剩 {time}</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>歷時 {time}</translation>
    </message>
    <message>
        <source>The process that worked on it has crashed ({reason}). What it had saved is whole.</source>
        <translation>執行的程序異常中止（{reason}）。已儲存的部分完整無缺。</translation>
    </message>
    <message>
        <source>It was cancelled; what it had made is discarded.</source>
        <translation>已取消，做出的結果已丟棄。</translation>
    </message>
    <message>
        <source>It was interrupted, by a power cut or because the program was closed.</source>
        <translation>因斷電或程式關閉而中斷。</translation>
    </message>
    <message>
        <source>It can be resumed.</source>
        <translation>可以繼續執行。</translation>
    </message>
    <message>
        <source>It failed because of an error in the program: {reason}</source>
        <translation>因程式錯誤而失敗：{reason}</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Camera or source</source>
        <translation>攝影機或來源</translation>
    </message>
    <message>
        <source>Face detector</source>
        <translation>人臉偵測器</translation>
    </message>
    <message>
        <source>File of the YuNet detector</source>
        <translation>YuNet 偵測器檔案</translation>
    </message>
    <message>
        <source>Smallest face</source>
        <translation>最小人臉</translation>
    </message>
    <message>
        <source>Pictures analysed, one of</source>
        <translation>每幾張畫面分析一張</translation>
    </message>
    <message>
        <source>Width of the analysed picture</source>
        <translation>分析畫面的寬度</translation>
    </message>
    <message>
        <source>Attention that makes a viewer</source>
        <translation>算作觀看者所需的注視</translation>
    </message>
    <message>
        <source>Turn of the head that still is attention</source>
        <translation>仍算注視的轉頭角度</translation>
    </message>
    <message>
        <source>Time for which a face may be lost</source>
        <translation>人臉可短暫消失的時間</translation>
    </message>
    <message>
        <source>Probability under which an expression is uncertain</source>
        <translation>低於此機率視為不確定</translation>
    </message>
    <message>
        <source>Viewers needed to tell</source>
        <translation>足以判斷的觀看人數</translation>
    </message>
    <message>
        <source>Weights of the expression index</source>
        <translation>表情指數的權重</translation>
    </message>
    <message>
        <source>Which product a face looks at</source>
        <translation>人臉在看哪一項商品</translation>
    </message>
    <message>
        <source>Time of a product in turn</source>
        <translation>輪播每項商品的時間</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Look of the kiosk</source>
        <translation>看板外觀</translation>
    </message>
    <message>
        <source>Mirrored picture</source>
        <translation>鏡像畫面</translation>
    </message>
    <message>
        <source>Days that the kiosk&apos;s numbers cover</source>
        <translation>看板數字涵蓋的日子</translation>
    </message>
    <message>
        <source>Notice to shoppers</source>
        <translation>給顧客的告示</translation>
    </message>
    <message>
        <source>Look of the panel</source>
        <translation>管理畫面外觀</translation>
    </message>
    <message>
        <source>Minutes until the panel locks</source>
        <translation>管理畫面自動鎖定（分鐘）</translation>
    </message>
    <message>
        <source>Shoppers are asked for pictures</source>
        <translation>詢問顧客是否提供圖片</translation>
    </message>
    <message>
        <source>Seconds until a question to a shopper ends</source>
        <translation>詢問顧客的等待時間（秒）</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>資料庫</translation>
    </message>
    <message>
        <source>Days for which single viewers are kept</source>
        <translation>個別紀錄保存天數</translation>
    </message>
    <message>
        <source>Seconds between two saves</source>
        <translation>兩次存檔間隔（秒）</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>on</source>
        <translation>開</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Every change works at once and stands in the history</source>
        <translation>每項變更立即生效，並記入歷程</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>還原預設</translation>
    </message>
    <message>
        <source>PIN and lock</source>
        <translation>PIN 碼與鎖定</translation>
    </message>
    <message>
        <source>The PIN, and after how many minutes the panel locks itself.</source>
        <translation>PIN 碼，以及閒置幾分鐘後自動鎖定。</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>變更…</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>畫面</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>依系統</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>The last seven days</source>
        <translation>最近七天</translation>
    </message>
    <message>
        <source>Everything kept</source>
        <translation>所有保留的資料</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Kiosk&apos;s look</source>
        <translation>看板外觀</translation>
    </message>
    <message>
        <source>Panel&apos;s look</source>
        <translation>管理介面外觀</translation>
    </message>
    <message>
        <source>The kiosk&apos;s numbers cover</source>
        <translation>看板數字的期間</translation>
    </message>
    <message>
        <source>Mirror the picture, as shoppers expect</source>
        <translation>左右反轉畫面，如同照鏡子</translation>
    </message>
    <message>
        <source>Notice to shoppers</source>
        <translation>給顧客的告示</translation>
    </message>
    <message>
        <source>Your own words; empty for the built-in sentence</source>
        <translation>自訂文字；留空則用內建文字</translation>
    </message>
    <message>
        <source>It must say that a camera reads facial expressions and that no pictures are kept: people have a right to know.</source>
        <translation>必須說明有攝影機判讀表情、且不保留影像：顧客有權知道。</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>如何計入</translation>
    </message>
    <message>
        <source>A viewer looks for at least</source>
        <translation>至少注視多久才算觀看者</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Turned away by at most</source>
        <translation>臉轉開的角度不超過</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>A face may be lost for</source>
        <translation>臉可以暫時消失</translation>
    </message>
    <message>
        <source>Uncertain under a probability of</source>
        <translation>低於此機率為「不確定」</translation>
    </message>
    <message>
        <source>Too few to tell under</source>
        <translation>少於此人數則「還不能判斷」</translation>
    </message>
    <message>
        <source> viewers</source>
        <translation> 人</translation>
    </message>
    <message>
        <source>Expression index: how much each expression counts, from −1 to +1</source>
        <translation>喜好指數：各表情的權重，−1 到 +1</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>尋找人臉</translation>
    </message>
    <message>
        <source>The best that is installed</source>
        <translation>已安裝中最好的</translation>
    </message>
    <message>
        <source>Haar, comes with the program</source>
        <translation>Haar，程式內附</translation>
    </message>
    <message>
        <source>YuNet, finds tilted faces too</source>
        <translation>YuNet，傾斜的臉也找得到</translation>
    </message>
    <message>
        <source>Face detector</source>
        <translation>人臉偵測器</translation>
    </message>
    <message>
        <source>YuNet is installed on the page Models.</source>
        <translation>YuNet 請在「模型」頁安裝。</translation>
    </message>
    <message>
        <source>Smallest face, as a share of the picture&apos;s height</source>
        <translation>最小的臉（佔畫面高度）</translation>
    </message>
    <message>
        <source>Smaller ones are passers-by, too far away to be looking.</source>
        <translation>更小的是路人，距離太遠，不算在看。</translation>
    </message>
    <message>
        <source>Analyse every</source>
        <translation>分析的間隔</translation>
    </message>
    <message>
        <source>1 is every picture; more spares a slow machine.</source>
        <translation>1 為每張都分析；數字大可減輕慢速機器的負擔。</translation>
    </message>
    <message>
        <source>. picture</source>
        <translation> 張一次</translation>
    </message>
    <message>
        <source>Width in which faces are searched</source>
        <translation>尋找人臉時的畫面寬度</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Single visits are kept for</source>
        <translation>單筆紀錄保留</translation>
    </message>
    <message>
        <source>After that only each day&apos;s totals remain, for good.</source>
        <translation>之後只永久保留每日總計。</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Write what goes on every</source>
        <translation>每隔多久寫入進行中的紀錄</translation>
    </message>
    <message>
        <source>So much a power cut can lose of the viewers who stand there at that moment.</source>
        <translation>斷電時，當下在場的觀看者最多遺失這麼久的資料。</translation>
    </message>
    <message>
        <source>Database; empty for the file in the data folder</source>
        <translation>資料庫；留空則用資料夾中的檔案</translation>
    </message>
    <message>
        <source>A file or an address such as postgresql://…; it takes effect when the program starts again.</source>
        <translation>檔案，或 postgresql://… 之類的位址；重新啟動程式後生效。</translation>
    </message>
    <message>
        <source>Data folder: {folder}
To move it: leave the kiosk, move the folder, and start the program with the environment variable MIEN_HOME set to where the folders data and config lie now.</source>
        <translation>資料夾：{folder}
若要搬移：離開看板、移動資料夾，再將環境變數 MIEN_HOME 設為 data 與 config 兩個資料夾的所在位置，然後啟動程式。</translation>
    </message>
    <message>
        <source>Pictures that shoppers give</source>
        <translation>顧客提供的照片</translation>
    </message>
    <message>
        <source>Ask shoppers on the kiosk whether they give a picture for training</source>
        <translation>在看板上詢問顧客是否願意提供訓練用照片</translation>
    </message>
    <message>
        <source>Only after they have agreed, seen the picture and confirmed it is it kept; they can take it back.</source>
        <translation>顧客同意、看過並確認後才會保留；之後可以撤回。</translation>
    </message>
    <message>
        <source>Without a touch everything is dropped after</source>
        <translation>未觸碰螢幕多久後全部捨棄</translation>
    </message>
    <message>
        <source>Picture from</source>
        <translation>畫面來源</translation>
    </message>
    <message>
        <source>Expression index</source>
        <translation>喜好指數權重</translation>
    </message>
    <message>
        <source>The other database takes effect when the program is started again.</source>
        <translation>新的資料庫將在重新啟動程式後生效。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Set back: {names}</source>
        <translation>已復原：{names}</translation>
    </message>
    <message>
        <source>Keep single visits for {n} days only?</source>
        <translation>單筆紀錄只保留 {n} 天嗎？</translation>
    </message>
    <message>
        <source>Older ones become each day&apos;s totals within a minute. That cannot be undone.</source>
        <translation>較舊的紀錄會在一分鐘內轉為每日總計，無法復原。</translation>
    </message>
    <message>
        <source>Keep fewer</source>
        <translation>縮短保留</translation>
    </message>
    <message>
        <source>Ask shoppers for pictures?</source>
        <translation>要向顧客徵求照片嗎？</translation>
    </message>
    <message>
        <source>Kept pictures are personal data. Say in the shop who keeps them, what for and for how long, and how shoppers can have them deleted. Do not let children be asked.</source>
        <translation>保留的照片屬於個人資料。請在店內說明由誰保管、用途與期限，以及如何要求刪除。請勿詢問兒童。</translation>
    </message>
    <message>
        <source>Ask shoppers</source>
        <translation>開始詢問</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Camera</source>
        <translation>攝影機</translation>
    </message>
    <message>
        <source>Picture from</source>
        <translation>畫面來源</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新搜尋</translation>
    </message>
    <message>
        <source>Film…</source>
        <translation>影片…</translation>
    </message>
    <message>
        <source>rtsp://… or the path of a film or folder</source>
        <translation>rtsp://…，或影片、資料夾的路徑</translation>
    </message>
    <message>
        <source>Takes effect at once. Films and the demo are counted apart and never mix with the shop&apos;s numbers.</source>
        <translation>立即生效。影片與示範分開計數，不會混入店內數字。</translation>
    </message>
    <message>
        <source>First camera</source>
        <translation>第一部攝影機</translation>
    </message>
    <message>
        <source>Demo, without a camera</source>
        <translation>示範，不用攝影機</translation>
    </message>
    <message>
        <source>Network camera, film or folder…</source>
        <translation>網路攝影機、影片或資料夾…</translation>
    </message>
    <message>
        <source>Films (*.mp4 *.avi *.mov *.mkv *.webm)</source>
        <translation>影片 (*.mp4 *.avi *.mov *.mkv *.webm)</translation>
    </message>
    <message>
        <source>Choose a film</source>
        <translation>選擇影片</translation>
    </message>
</context>
<context>
    <name>SpeedDialog</name>
    <message>
        <source>How fast this machine runs the kiosk</source>
        <translation>本機執行看板的速度</translation>
    </message>
    <message>
        <source>Measured beside what the kiosk does at the moment, in milliseconds (medians). What is analysed less often than the camera delivers is left out, never delayed: seconds stay right.</source>
        <translation>在看板目前工作的同時測量，單位為毫秒（中位數）。來不及分析的畫面會略過，不會延後：秒數仍然正確。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人臉數</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒畫面數</translation>
    </message>
    <message>
        <source>Slower than the kiosk needs. Measure again when nothing else is at work.</source>
        <translation>比看板所需的慢。請在沒有其他工作時再測一次。</translation>
    </message>
    <message>
        <source>Fast enough.</source>
        <translation>夠快。</translation>
    </message>
    <message>
        <source>Detector {name}, {size}, and all that follows</source>
        <translation>{name} 偵測器，{size}，含後續所有步驟</translation>
    </message>
    <message>
        <source>The model alone</source>
        <translation>只有模型</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>The result: found by its name</source>
        <translation>結果欄：依欄名自動判斷</translation>
    </message>
    <message>
        <source>The higher, the better</source>
        <translation>越高越好</translation>
    </message>
    <message>
        <source>Signal to noise: larger is better</source>
        <translation>訊號雜訊比：望大</translation>
    </message>
    <message>
        <source>Signal to noise: smaller is better</source>
        <translation>訊號雜訊比：望小</translation>
    </message>
    <message>
        <source>Signal to noise: nominal is best</source>
        <translation>訊號雜訊比：望目</translation>
    </message>
    <message>
        <source>Repeats are folds or days</source>
        <translation>重複為不同折或不同日</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Degrees of freedom</source>
        <translation>自由度</translation>
    </message>
    <message>
        <source>Sum of squares</source>
        <translation>平方和</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>貢獻 %</translation>
    </message>
    <message>
        <source>The result: {column}</source>
        <translation>結果欄：{column}</translation>
    </message>
    <message>
        <source>pooled</source>
        <translation>併入誤差</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>error</source>
        <translation>誤差</translation>
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
    <name>TrainingCurves</name>
    <message>
        <source>The head on the frozen backbone</source>
        <translation>凍結骨幹上的分類層</translation>
    </message>
    <message>
        <source>The whole network, fine-tuned</source>
        <translation>微調整個網路</translation>
    </message>
    <message>
        <source>The whole network, from scratch</source>
        <translation>整個網路（從零訓練）</translation>
    </message>
    <message>
        <source>learning rate {rate}</source>
        <translation>學習率 {rate}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>epoch</translation>
    </message>
    <message>
        <source>The first epoch is not yet done.</source>
        <translation>第一個 epoch 還沒完成。</translation>
    </message>
    <message>
        <source>Loss (the lower the better)</source>
        <translation>損失（越低越好）</translation>
    </message>
    <message>
        <source>Accuracy (share read rightly)</source>
        <translation>正確率（判讀正確的比例）</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>S/N (dB)</source>
        <translation>S/N（dB）</translation>
    </message>
    <message>
        <source>Confirmation of the predicted best</source>
        <translation>確認預測的最佳組合</translation>
    </message>
    <message>
        <source>{response} (mean ± sd)</source>
        <translation>{response}（平均 ± 標準差）</translation>
    </message>
    <message>
        <source>training, epoch {epoch} of {epochs}</source>
        <translation>訓練中，epoch {epoch} / {epochs}</translation>
    </message>
    <message>
        <source>repeat {n}</source>
        <translation>第 {n} 次重複</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>發散</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
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
