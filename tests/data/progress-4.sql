BEGIN TRANSACTION;
CREATE TABLE card_mark (
	learner VARCHAR NOT NULL, 
	card VARCHAR NOT NULL, 
	deck VARCHAR NOT NULL, 
	suspended BOOLEAN NOT NULL, 
	buried_until VARCHAR NOT NULL, 
	flag INTEGER NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (learner, card)
);
CREATE TABLE card_state (
	learner VARCHAR NOT NULL, 
	card VARCHAR NOT NULL, 
	deck VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	step INTEGER, 
	stability FLOAT NOT NULL, 
	difficulty FLOAT NOT NULL, 
	due DATETIME NOT NULL, 
	last_review DATETIME NOT NULL, 
	reps INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	introduced DATETIME NOT NULL, 
	through VARCHAR NOT NULL, day VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (learner, card)
);
INSERT INTO "card_state" VALUES('ada','d:r/b#l','d','review',NULL,1.65008541621944630154e+02,2.97698031410675678642e+00,'2026-06-20 00:00:00.000000','2026-05-06 18:02:00.000000',4,0,'2026-03-01 18:00:00.000000','019dfe74-2dc0-752e-89a7-834df2a74de4','2026-05-06');
INSERT INTO "card_state" VALUES('ada','d:r/b#k','d','review',NULL,1.12134055950319321936e+02,2.95933512934432485508e+00,'2026-05-30 00:00:00.000000','2026-04-22 13:48:00.000000',5,0,'2026-03-05 18:00:00.000000','019dfe7b-80c0-70ed-a079-d3bde8e25d94','2026-04-22');
INSERT INTO "card_state" VALUES('ada','d:r/e#l','d','relearning',0,3.5547809818572302376e+00,8.67347675202094769986e+00,'2026-05-06 18:14:00.000000','2026-05-06 18:04:00.000000',8,1,'2026-03-09 18:00:00.000000','019dfe76-0280-7651-8317-1ff4a6a3a450','2026-05-06');
INSERT INTO "card_state" VALUES('ada','d:r/e#k','d','review',NULL,7.69669944948152249261e+01,1.0,'2026-07-04 00:00:00.000000','2026-04-18 13:32:00.000000',5,0,'2026-04-07 20:24:00.000000','019da0ca-8480-73e7-a4c3-5bab14f4733f','2026-04-18');
INSERT INTO "card_state" VALUES('ada','d:r/c#k','d','learning',1,4.46479810693922729569e+00,6.40211506929683782374e+00,'2026-05-01 02:58:00.000000','2026-05-01 02:48:00.000000',2,0,'2026-04-03 07:24:00.000000','019df610-5a00-7d17-95c4-90905051c1cc','2026-04-30');
INSERT INTO "card_state" VALUES('ada','d:r/c#l','d','review',NULL,2.82850524022519564945e+01,1.0,'2026-05-16 00:00:00.000000','2026-04-18 13:40:00.000000',2,0,'2026-04-14 13:32:00.000000','019da0d1-d780-7e00-aeaf-3b4857ee05cd','2026-04-18');
INSERT INTO "card_state" VALUES('ada','d:r/a#l','d','review',NULL,3.890514998232684718e+01,1.0,'2026-06-08 00:00:00.000000','2026-05-01 02:56:00.000000',2,0,'2026-04-23 02:48:00.000000','019de176-ea00-713d-a3b7-835ec3baea9e','2026-04-30');
CREATE TABLE deck (
	id VARCHAR NOT NULL, 
	cards INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "deck" VALUES('d',8,'cccfbe4f723b003a2d89e15e9719d235');
CREATE TABLE event (
	sequence INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	learner VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	day VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	deck VARCHAR NOT NULL, 
	card VARCHAR NOT NULL, 
	correct BOOLEAN NOT NULL, 
	rating INTEGER, 
	options VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	chosen INTEGER, 
	latency_ms INTEGER NOT NULL, 
	session VARCHAR NOT NULL, 
	undoes VARCHAR NOT NULL, certainty INTEGER, cram BOOLEAN DEFAULT 0 NOT NULL, due VARCHAR DEFAULT '' NOT NULL, step INTEGER, wait_s INTEGER, flag INTEGER DEFAULT 0 NOT NULL, note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (id)
);
INSERT INTO "event" VALUES(1,'019caa8e-a100-7128-a24b-e40ad23f0824','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-01 18:00:00.000000','2026-03-01','review','d','d:r/b#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(2,'019cbf28-1100-7181-a54c-66175d9dc9f8','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-05 18:00:00.000000','2026-03-05','review','d','d:r/b#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(3,'019cd3c1-8100-70ed-a079-d3bde8e25d94','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-09 18:00:00.000000','2026-03-09','review','d','d:r/d#l',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(4,'019ce85a-f100-736f-8580-28d6099950d8','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-13 18:00:00.000000','2026-03-13','review','d','d:r/a#l',1,3,'',2,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(5,'019ce85a-f100-76f0-8478-82e36b0d549b','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-13 18:00:00.000000','2026-03-13','undo','d','d:r/a#l',0,NULL,'',0,NULL,0,'','019ce85a-f100-736f-8580-28d6099950d8',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(6,'019ce862-4400-73d9-a344-5bb31738f7d9','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-13 18:08:00.000000','2026-03-13','review','d','d:r/d#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(7,'019ce862-4400-76ca-b4eb-252b0f21ddb6','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-13 18:08:00.000000','2026-03-13','quiz','d','d:r/b#q',1,NULL,'["r/b", "r/c"]',2,0,0,'s1','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(8,'019cfcfb-b400-790c-bca3-04171fb17c23','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-17 18:08:00.000000','2026-03-17','review','d','d:r/b#l',1,2,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(9,'019d1195-2400-7392-a827-ddada170b338','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-21 18:08:00.000000','2026-03-21','review','d','d:r/d#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(10,'019d262e-9400-7953-83f5-8c3cf29d0da9','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-25 18:08:00.000000','2026-03-25','review','d','d:r/d#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(11,'019d3ac8-0400-793b-9963-368595e60af5','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-03-29 18:08:00.000000','2026-03-29','review','d','d:r/b#k',1,2,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(12,'019d4f61-7400-70cb-8e26-3464f9ebdacc','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-02 18:08:00.000000','2026-04-02','review','d','d:r/b#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(13,'019d522b-9080-70be-b6f1-25b28e81973e','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 07:08:00.000000','2026-04-03','review','d','d:r/a#k',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(14,'019d522b-9080-7221-9ad3-2c904a23d596','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 07:08:00.000000','2026-04-03','undo','d','d:r/a#k',0,NULL,'',0,NULL,0,'','019d522b-9080-70be-b6f1-25b28e81973e',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(15,'019d5232-e380-724e-8789-e8708a6a63ec','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 07:16:00.000000','2026-04-03','review','d','d:r/b#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(16,'019d523a-3680-7922-a3db-41564ef8aa38','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 07:24:00.000000','2026-04-03','review','d','d:r/c#k',0,1,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(17,'019d5504-5300-7d0e-8b91-0562ae97ba94','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 20:24:00.000000','2026-04-03','review','d','d:r/d#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(18,'019d5504-5300-7d0e-8b91-056352278fdc','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-03 20:24:00.000000','2026-04-03','quiz','d','d:r/b#q',0,NULL,'["r/b", "r/c"]',2,0,0,'s1','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(19,'019d699d-c300-7301-863c-4d745f557203','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-07 20:24:00.000000','2026-04-07','review','d','d:r/d#k',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(20,'019d6c67-df80-78c3-8404-bc0db64ce422','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-08 09:24:00.000000','2026-04-08','review','d','d:r/d#k',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(21,'019d8101-4f80-7907-a79d-da6c0f4205b4','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-12 09:24:00.000000','2026-04-12','review','d','d:r/d#l',1,2,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(22,'019d83cb-6c00-734b-ab8b-ac557f150524','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-12 22:24:00.000000','2026-04-12','review','d','d:r/a#l',0,1,'',2,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(23,'019d83cb-6c00-7881-b1be-1dc66d76b07e','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-12 22:24:00.000000','2026-04-12','undo','d','d:r/a#l',0,NULL,'',0,NULL,0,'','019d83cb-6c00-734b-ab8b-ac557f150524',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(24,'019d83d2-bf00-7506-a579-d8747731af10','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-12 22:32:00.000000','2026-04-12','review','d','d:r/d#l',1,2,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(25,'019d869c-db80-7ec6-9724-2a567403e430','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-13 11:32:00.000000','2026-04-13','review','d','d:r/d#k',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(26,'019d8966-f800-74cb-b2d7-1d093f98e277','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-14 00:32:00.000000','2026-04-13','review','d','d:r/d#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(27,'019d8c31-1480-72e0-b1e8-ba88b2f14c94','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-14 13:32:00.000000','2026-04-14','review','d','d:r/c#l',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(28,'019da0ca-8480-73e7-a4c3-5bab14f4733f','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-18 13:32:00.000000','2026-04-18','review','d','d:r/d#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(29,'019da0ca-8480-74cd-9faf-fc8186734721','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-18 13:32:00.000000','2026-04-18','quiz','d','d:r/b#q',1,NULL,'["r/b", "r/c"]',2,0,0,'s1','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(30,'019da0d1-d780-7e00-aeaf-3b4857ee05cd','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-18 13:40:00.000000','2026-04-18','review','d','d:r/c#l',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(31,'019da0d9-2a80-772e-a6f9-2f3f49b64a08','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-18 13:48:00.000000','2026-04-18','review','d','d:r/c#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(32,'019da0d9-2a80-7fae-878e-63c412bd4ace','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-18 13:48:00.000000','2026-04-18','undo','d','d:r/c#k',0,NULL,'',0,NULL,0,'','019da0d9-2a80-772e-a6f9-2f3f49b64a08',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(33,'019db572-9a80-7830-8a8e-bd356b0a18e8','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-22 13:48:00.000000','2026-04-22','review','d','d:r/b#k',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(34,'019db83c-b700-7c1d-89ba-1d555790f82e','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-23 02:48:00.000000','2026-04-22','review','d','d:r/a#l',1,4,'',2,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(35,'019dccd6-2700-7eee-9afd-1b1a7d2caf82','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-04-27 02:48:00.000000','2026-04-26','review','d','d:r/b#l',1,4,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(36,'019de16f-9700-70a0-aac4-0c74f646e1f4','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-01 02:48:00.000000','2026-04-30','review','d','d:r/c#k',1,3,'',0,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(37,'019de176-ea00-713d-a3b7-835ec3baea9e','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-01 02:56:00.000000','2026-04-30','review','d','d:r/a#l',1,3,'',2,NULL,4000,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(38,'019df610-5a00-7d17-95c4-90905051c1cc','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-05 02:56:00.000000','','edit','d','d:r/d',0,NULL,'{"renamed": [["r/d", "r/e"]], "again": ["r/c#k"]}',0,NULL,0,'','',NULL,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(39,'019dfe74-2dc0-752e-89a7-834df2a74de4','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-06 18:02:00.000000','2026-05-06','review','d','d:r/b#l',1,3,'',0,NULL,4100,'','',NULL,0,'2026-06-20',NULL,NULL,0,'');
INSERT INTO "event" VALUES(40,'019dfe76-0280-7651-8317-1ff4a6a3a450','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-06 18:04:00.000000','2026-05-06','review','d','d:r/e#l',0,1,'',0,NULL,9000,'','',NULL,0,'',0,600,0,'');
INSERT INTO "event" VALUES(41,'019dfe77-d740-7128-a24b-e40ad23f0824','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-06 18:06:00.000000','2026-05-06','review','d','d:r/e#l',1,3,'',0,NULL,0,'','',NULL,1,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(42,'019dfe79-ac00-7181-a54c-66175d9dc9f8','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-06 18:08:00.000000','2026-05-06','quiz','d','d:r/b#q',1,NULL,'["b", "c"]',2,0,0,'s2','',3,0,'',NULL,NULL,0,'');
INSERT INTO "event" VALUES(43,'019dfe7b-80c0-70ed-a079-d3bde8e25d94','ada','0c5c7fd0-a6a3-4450-a513-270e269e0d37','2026-05-06 18:10:00.000000','2026-05-06','reschedule','d','d:r/b#k',0,NULL,'',0,NULL,0,'','',NULL,0,'2026-05-30',NULL,NULL,0,'');
CREATE TABLE event_part (
	event INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	fact VARCHAR NOT NULL, 
	recalled BOOLEAN NOT NULL, 
	PRIMARY KEY (event, position), 
	FOREIGN KEY(event) REFERENCES event (sequence)
);
INSERT INTO "event_part" VALUES(4,0,'d:r/x',1);
INSERT INTO "event_part" VALUES(4,1,'d:r/y',1);
INSERT INTO "event_part" VALUES(22,0,'d:r/x',1);
INSERT INTO "event_part" VALUES(22,1,'d:r/y',0);
INSERT INTO "event_part" VALUES(34,0,'d:r/x',1);
INSERT INTO "event_part" VALUES(34,1,'d:r/y',1);
INSERT INTO "event_part" VALUES(37,0,'d:r/x',1);
INSERT INTO "event_part" VALUES(37,1,'d:r/y',1);
CREATE TABLE known_card (
	id VARCHAR NOT NULL, 
	deck VARCHAR NOT NULL, 
	fact VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	first_seen DATETIME, 
	present BOOLEAN NOT NULL, content VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "known_card" VALUES('d:r/a#k','d','d:r/a','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/a#l','d','d:r/a','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/b#k','d','d:r/b','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/b#l','d','d:r/b','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/c#k','d','d:r/c','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/c#l','d','d:r/c','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/d#k','d','d:r/d','t','','2026-03-01 18:00:00.000000',1,'');
INSERT INTO "known_card" VALUES('d:r/d#l','d','d:r/d','t','','2026-03-01 18:00:00.000000',1,'');
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('learner','ada');
INSERT INTO "meta" VALUES('device','0c5c7fd0-a6a3-4450-a513-270e269e0d37');
INSERT INTO "meta" VALUES('model','fsrs-6, study days');
CREATE TABLE migration (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migration" VALUES(1,'first','2026-11-22 07:22:14');
INSERT INTO "migration" VALUES(2,'edits','2026-11-22 07:22:14');
INSERT INTO "migration" VALUES(3,'marks','2026-11-22 07:57:22');
INSERT INTO "migration" VALUES(4,'quizzes','2026-11-22 10:03:24');
CREATE TABLE quiz (
	id VARCHAR NOT NULL, 
	learner VARCHAR NOT NULL, 
	deck VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	seed INTEGER NOT NULL, 
	questions VARCHAR NOT NULL, 
	started DATETIME NOT NULL, 
	finished DATETIME, mode VARCHAR DEFAULT 'practice' NOT NULL, difficulty VARCHAR DEFAULT '' NOT NULL, limit_s INTEGER, spent_s INTEGER DEFAULT 0 NOT NULL, pass_mark INTEGER, certainty BOOLEAN DEFAULT 0 NOT NULL, flagged VARCHAR DEFAULT '' NOT NULL, kinds VARCHAR DEFAULT '' NOT NULL, follows BOOLEAN DEFAULT 0 NOT NULL, added VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "quiz" VALUES('s1','ada','d','t','',5,'["d:r/b#q"]','2026-05-05 02:56:00.000000',NULL,'practice','',NULL,0,NULL,0,'','',0,'');
INSERT INTO "quiz" VALUES('s2','ada','d','','',6,'["d:r/b#q"]','2026-05-06 18:10:00.000000','2026-05-06 18:10:00.000000','exam','medium',600,0,60,1,'','',0,'');
CREATE INDEX event_undoes ON event (undoes) WHERE undoes <> '';
CREATE INDEX event_session ON event (session) WHERE session <> '';
CREATE INDEX event_answer ON event (card, kind, size, correct);
CREATE INDEX card_state_introduced ON card_state (deck, introduced);
CREATE INDEX card_state_due ON card_state (deck, phase, due);
CREATE INDEX known_card_present ON known_card (deck, present);
CREATE INDEX event_part_fact ON event_part (fact, recalled);
CREATE INDEX event_edit ON event (deck) WHERE kind = 'edit';
CREATE INDEX event_mark ON event (card) WHERE kind IN ('bury', 'suspend', 'unsuspend', 'flag', 'note');
CREATE INDEX card_state_day ON card_state (deck, day);
CREATE INDEX card_mark_deck ON card_mark (deck);
COMMIT;
