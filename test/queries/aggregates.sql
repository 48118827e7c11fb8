-- posts (keys: 1, rows: 2)
SELECT t.`id` FROM `Post` AS t WHERE t.`authorId` = ? ORDER BY t.`id` LIMIT ?;

-- nobody.aggregate (keys: 1, rows: 1)
SELECT COUNT(*), MIN(t.`id`), MIN(t.`email`) FROM `User` AS t WHERE t.`id` > ?;

-- posts.aggregate, posts.totalCount (keys: 1, rows: 1)
SELECT COUNT(*), MIN(t.`id`), MIN(t.`title`), MIN(t.`createdAt`), MAX(t.`title`), MAX(t.`published`) FROM `Post` AS t WHERE t.`authorId` = ?;

-- posts.nodes.comments.aggregate (keys: 2, rows: 2)
SELECT k.i, COUNT(*), MAX(t.`id`), MAX(t.`createdAt`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Comment` AS t WHERE t.`postId` = k.k0 GROUP BY k.i;
