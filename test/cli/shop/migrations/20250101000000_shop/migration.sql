CREATE TABLE `makers` (`id` INT NOT NULL PRIMARY KEY, `name` VARCHAR(191) NOT NULL);
CREATE TABLE `products` (
  `product_id` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `sku` CHAR(8) NOT NULL UNIQUE,
  `title` VARCHAR(191) NOT NULL,
  `cost` DECIMAL(10, 2) NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  `state` ENUM('a', 'g') NOT NULL DEFAULT 'a',
  `place` POINT NULL,
  `makerId` INT NULL,
  INDEX `products_makerId_idx` (`makerId`)
);
CREATE TABLE `categories` (`id` BIGINT UNSIGNED NOT NULL PRIMARY KEY, `name` VARCHAR(191) NOT NULL);
CREATE TABLE `_CategoryToProduct` (`A` BIGINT UNSIGNED NOT NULL, `B` INT NOT NULL, UNIQUE INDEX (`A`, `B`), INDEX (`B`));
CREATE TABLE `_Similar` (`A` INT NOT NULL, `B` INT NOT NULL, UNIQUE INDEX (`A`, `B`), INDEX (`B`));
CREATE TABLE `orders` (`year` YEAR NOT NULL, `number` INT NOT NULL, PRIMARY KEY (`year`, `number`));
CREATE TABLE `order_lines` (
  `year` YEAR NOT NULL,
  `number` INT NOT NULL,
  `position` INT NOT NULL,
  `nodeId` VARCHAR(191) NULL,
  `productId` INT NOT NULL,
  PRIMARY KEY (`year`, `number`, `position`),
  INDEX `order_lines_productId_idx` (`productId`)
);
CREATE TABLE `Log` (`line` TEXT NOT NULL);
CREATE VIEW `sales` AS SELECT `productId`, COUNT(*) AS `pieces` FROM `order_lines` GROUP BY `productId`;
INSERT INTO `makers` VALUES (1, 'Acme');
INSERT INTO `products` (`sku`, `title`, `cost`, `price`, `state`, `makerId`) VALUES
  ('AAAAAAA1', 'Anvil', 10, 20.5, 'a', 1),
  ('AAAAAAA2', 'Bolt', 1, 2, 'g', NULL);
INSERT INTO `categories` VALUES (18446744073709551615, 'Heavy');
INSERT INTO `_CategoryToProduct` VALUES (18446744073709551615, 1);
INSERT INTO `_Similar` VALUES (2, 1);
INSERT INTO `orders` VALUES (2026, 1);
INSERT INTO `order_lines` VALUES (2026, 1, 1, 'x', 1), (2026, 1, 2, NULL, 1);
