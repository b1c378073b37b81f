BEGIN TRANSACTION;
CREATE TABLE daily_totals (
	day_starts_at DATETIME NOT NULL, 
	product_code VARCHAR(100) NOT NULL, 
	source VARCHAR(20) NOT NULL, 
	viewers INTEGER NOT NULL, 
	dwell_s FLOAT NOT NULL, 
	attention_s FLOAT NOT NULL, 
	expression_index FLOAT NOT NULL, 
	expression_index_squared FLOAT NOT NULL, 
	emotions JSON NOT NULL, 
	PRIMARY KEY (day_starts_at, product_code, source)
);
INSERT INTO "daily_totals" VALUES('2025-11-22 00:00:00.000000','4711-0233','live',2,12.0,8.0,80.0,3400.0,'{"happy": 2}');
CREATE TABLE exposures (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	product_code VARCHAR(100) NOT NULL, 
	started_at DATETIME NOT NULL, 
	dwell_s FLOAT NOT NULL, 
	attention_s FLOAT NOT NULL, 
	probabilities JSON NOT NULL, 
	dominant VARCHAR(50) NOT NULL, 
	expression_index FLOAT NOT NULL, 
	model TEXT NOT NULL, 
	source VARCHAR(20) NOT NULL, 
	closed BOOLEAN NOT NULL
);
INSERT INTO "exposures" VALUES(3,'4711-0233','2026-03-02 10:00:00.000000',6.0,4.0,'{"happy": 0.25, "neutral": 0.75}','happy',12.5,'default','live',1);
INSERT INTO "exposures" VALUES(4,'4711-0240','2026-03-02 10:59:59.876544',6.0,4.0,'{"happy": 0.25, "neutral": 0.75}','uncertain',-20.25,'default','live',1);
INSERT INTO "exposures" VALUES(5,'4711-0233','2026-03-02 11:00:00.000000',6.0,4.0,'{"happy": 0.25, "neutral": 0.75}','happy',99.0,'default','demo',1);
INSERT INTO "exposures" VALUES(6,'4711-0233','2026-03-02 11:59:00.000000',6.0,4.0,'{"happy": 0.25, "neutral": 0.75}','neutral',7.5,'default','live',0);
CREATE TABLE meta (
	"key" VARCHAR(50) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema_version','1');
CREATE TABLE products (
	code VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	picture TEXT, 
	position INTEGER NOT NULL, 
	zone JSON, 
	retired BOOLEAN NOT NULL, 
	PRIMARY KEY (code)
);
INSERT INTO "products" VALUES('4711-0233','冷萃烏龍茶 500 ml','oolong.png',1,'[0.0, 0.0, 0.5, 1.0]',0);
INSERT INTO "products" VALUES('4711-0240','抹茶拿鐵',NULL,2,NULL,0);
INSERT INTO "products" VALUES('4711-0001','舊商品',NULL,3,NULL,1);
CREATE TABLE settings_history (
	id INTEGER NOT NULL, 
	set_at DATETIME NOT NULL, 
	settings JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "settings_history" VALUES(1,'2026-03-02 12:00:00.000000','{"source": "", "detection": {"detector": "auto", "yunet_path": "", "min_face_share": 0.12, "every_nth_frame": 1, "working_width_px": 480}, "counting": {"min_attention_s": 0.5, "attention_yaw_deg": 30.0, "missed_detections_s": 1.0, "uncertain_below": 0.4, "min_viewers": 10, "index_weights": {"happy": 1.0, "surprise": 0.5, "neutral": 0.0, "fear": -0.5, "anger": -1.0, "disgust": -1.0}}, "attribution": {"mode": "on_show", "rotation_s": 20.0}, "screen": {"language": "auto", "look": "dark", "mirror": true, "tally_period": "all", "notice": ""}, "store": {"database": "", "retention_days": 90, "checkpoint_s": 2.0}}');
CREATE INDEX exposures_by_time ON exposures (started_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('exposures',6);
COMMIT;
