CREATE TABLE Org (id VARCHAR(20) PRIMARY KEY);
CREATE TABLE Badge (
  orgId VARCHAR(20) NOT NULL, id VARCHAR(20) NOT NULL, PRIMARY KEY (orgId, id),
  FOREIGN KEY (orgId) REFERENCES Org (id));
CREATE TABLE Site (
  orgId VARCHAR(20) NOT NULL, id VARCHAR(20) NOT NULL, badgeId VARCHAR(20), PRIMARY KEY (orgId, id),
  UNIQUE KEY (orgId, badgeId),
  FOREIGN KEY (orgId) REFERENCES Org (id), FOREIGN KEY (orgId, badgeId) REFERENCES Badge (orgId, id));
CREATE TABLE Desk (
  orgId VARCHAR(20) NOT NULL, id VARCHAR(20) NOT NULL, badgeId VARCHAR(20), PRIMARY KEY (orgId, id),
  KEY (orgId, badgeId), FOREIGN KEY (orgId, badgeId) REFERENCES Badge (orgId, id));
CREATE TABLE Bike (id INT PRIMARY KEY, orgId VARCHAR(20), badgeId VARCHAR(20), KEY (orgId, badgeId));
CREATE TABLE Trip (
  id INT PRIMARY KEY, orgId VARCHAR(20), badgeId VARCHAR(20), bikeId INT NOT NULL,
  FOREIGN KEY (orgId, badgeId) REFERENCES Badge (orgId, id), FOREIGN KEY (bikeId) REFERENCES Bike (id));
INSERT INTO Org VALUES ('o1'), ('o2');
INSERT INTO Badge (orgId, id) VALUES ('o1', 'b1'), ('o1', 'b2'), ('o2', 'b1');
INSERT INTO Site (orgId, id, badgeId) VALUES ('o1', 's1', 'b1'), ('o1', 's2', NULL), ('o2', 's1', 'b1');
INSERT INTO Desk (orgId, id, badgeId) VALUES
  ('o1', 'd1', 'b1'), ('o1', 'd2', 'b1'), ('o1', 'd3', NULL), ('o2', 'd1', 'b1');
INSERT INTO Bike VALUES
  (1, 'o1', 'b1'), (2, 'o1', NULL), (3, NULL, 'b1'), (4, NULL, NULL), (5, 'o1', 'gone');
