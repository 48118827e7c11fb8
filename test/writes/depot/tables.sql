CREATE TABLE shelves (
  shelf_hall INT NOT NULL,
  shelf_place VARCHAR(10) NOT NULL,
  shelf_width DOUBLE NOT NULL DEFAULT 1.5,
  UNIQUE KEY shelves_position (shelf_hall, shelf_place)
);

CREATE TABLE items (
  item_uuid CHAR(36) NOT NULL,
  item_title VARCHAR(60) NOT NULL,
  item_condition ENUM('brand new', 'worn-out', 'UNKNOWN') NOT NULL DEFAULT 'brand new',
  item_pieces INT NOT NULL DEFAULT 1,
  parent_uuid CHAR(36) NULL,
  shelf_hall INT NULL,
  shelf_place VARCHAR(10) NULL,
  changed_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (item_uuid),
  KEY items_parent (parent_uuid),
  KEY items_shelf (shelf_hall, shelf_place),
  CONSTRAINT items_parent_key FOREIGN KEY (parent_uuid) REFERENCES items (item_uuid) ON DELETE SET NULL,
  CONSTRAINT items_shelf_key FOREIGN KEY (shelf_hall, shelf_place) REFERENCES shelves (shelf_hall, shelf_place) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE labels (
  label_number INT NOT NULL,
  label_text VARCHAR(60) NULL,
  item_uuid CHAR(36) NULL,
  PRIMARY KEY (label_number),
  UNIQUE KEY labels_item (item_uuid),
  CONSTRAINT labels_item_key FOREIGN KEY (item_uuid) REFERENCES items (item_uuid) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE prints (
  print_id INT NOT NULL AUTO_INCREMENT,
  print_printer VARCHAR(60) NOT NULL,
  label_number INT NOT NULL,
  PRIMARY KEY (print_id),
  UNIQUE KEY prints_label (label_number),
  CONSTRAINT prints_label_key FOREIGN KEY (label_number) REFERENCES labels (label_number) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE tags (
  tag_id INT NOT NULL AUTO_INCREMENT,
  tag_name VARCHAR(30) NOT NULL,
  PRIMARY KEY (tag_id),
  UNIQUE KEY tags_name (tag_name)
);

CREATE TABLE _ItemToTag (
  A CHAR(36) NOT NULL,
  B INT NOT NULL,
  UNIQUE KEY _ItemToTag_AB_unique (A, B),
  KEY _ItemToTag_B_index (B),
  CONSTRAINT _ItemToTag_A_fkey FOREIGN KEY (A) REFERENCES items (item_uuid) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT _ItemToTag_B_fkey FOREIGN KEY (B) REFERENCES tags (tag_id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE _Alike (
  A CHAR(36) NOT NULL,
  B CHAR(36) NOT NULL,
  UNIQUE KEY _Alike_AB_unique (A, B),
  KEY _Alike_B_index (B),
  CONSTRAINT _Alike_A_fkey FOREIGN KEY (A) REFERENCES items (item_uuid) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT _Alike_B_fkey FOREIGN KEY (B) REFERENCES items (item_uuid) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE measures (
  measure_id BIGINT NOT NULL AUTO_INCREMENT,
  m_tiny TINYINT NULL,
  m_int INT NULL,
  m_unsigned INT UNSIGNED NULL,
  m_big BIGINT NULL,
  m_huge BIGINT UNSIGNED NULL,
  m_float FLOAT NULL,
  m_double DOUBLE NULL,
  m_decimal DECIMAL(30, 10) NULL,
  m_yes TINYINT(1) NULL,
  m_text TEXT NULL,
  m_json JSON NULL,
  m_bytes BLOB NULL,
  m_date DATE NULL,
  m_time TIME(6) NULL,
  m_seconds DATETIME NULL,
  m_millis DATETIME(3) NULL,
  m_micros DATETIME(6) NULL,
  m_stamp TIMESTAMP(6) NULL,
  m_year YEAR NULL,
  m_state ENUM('brand new', 'worn-out', 'UNKNOWN') NULL,
  PRIMARY KEY (measure_id)
);
