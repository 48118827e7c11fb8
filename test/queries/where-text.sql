-- contains (keys: 1, rows: 1)
SELECT t.`name` FROM `User` AS t WHERE t.`name` LIKE ? ESCAPE '!' ORDER BY t.`id` LIMIT ?;

-- endsWith (keys: 1, rows: 1)
SELECT t.`email` FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!' ORDER BY t.`id` LIMIT ?;

-- startsWith (keys: 1, rows: 2)
SELECT t.`email` FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!' ORDER BY t.`id` LIMIT ?;

-- anyCharacter.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!';

-- anyText.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!';

-- contains.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`name` LIKE ? ESCAPE '!';

-- empty.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!';

-- startsWith.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`email` LIKE ? ESCAPE '!';
