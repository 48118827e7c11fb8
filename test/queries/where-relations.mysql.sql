-- every (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE ((EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id`)) = 1 AND (EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id` AND (NOT (tr.`published` = ?)))) = 0) ORDER BY t.`id` LIMIT ?;

-- is (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (EXISTS (SELECT 1 FROM `User` AS tr JOIN `User` AS trr ON trr.`id` = tr.`managerId` WHERE tr.`id` = t.`managerId` AND trr.`name` LIKE ? ESCAPE '!')) = 1 ORDER BY t.`id` LIMIT ?;

-- isNot (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (t.`managerId` IS NULL OR (EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`id` = t.`managerId` AND (NOT (tr.`bio` LIKE ? ESCAPE '!')))) = 1) ORDER BY t.`id` LIMIT ?;

-- none (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (EXISTS (SELECT 1 FROM `Membership` AS tr WHERE tr.`userId` = t.`id`)) = 0 ORDER BY t.`id` LIMIT ?;

-- some (keys: 1, rows: 3)
SELECT t.`id` FROM `User` AS t WHERE (EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`managerId` = t.`id` AND tr.`role` = ?)) = 1 ORDER BY t.`id` LIMIT ?;

-- team (keys: 1, rows: 1)
SELECT 1, t.`id` FROM `Team` AS t WHERE t.`id` = ?;

-- every.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE (EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id`) AND (NOT EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`authorId` = t.`id` AND (NOT (tr.`published` = ?)))));

-- is.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE EXISTS (SELECT 1 FROM `User` AS tr JOIN `User` AS trr ON trr.`id` = tr.`managerId` WHERE tr.`id` = t.`managerId` AND trr.`name` LIKE ? ESCAPE '!');

-- isNot.totalCount, opposite.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE (t.`managerId` IS NULL OR EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`id` = t.`managerId` AND (NOT (tr.`bio` LIKE ? ESCAPE '!'))));

-- isNotNull.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`managerId` IS NOT NULL;

-- isNull.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE t.`managerId` IS NULL;

-- none.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE (NOT EXISTS (SELECT 1 FROM `Membership` AS tr WHERE tr.`userId` = t.`id`));

-- some.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `User` AS t WHERE EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`managerId` = t.`id` AND tr.`role` = ?);

-- team.memberships (keys: 1, rows: 3)
SELECT k.i, t.`userId`, t.`teamId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`userId` AS c0, t.`teamId` AS c1 FROM `Membership` AS t WHERE t.`teamId` = k.k0 AND ((EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`id` = t.`userId` AND (EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `Post` AS trr WHERE trr.`authorId` = tr.`id`)) = 0)) = 1 OR t.`role` = ?) ORDER BY t.`teamId`, t.`userId`, t.`teamId` LIMIT ?) AS s STRAIGHT_JOIN `Membership` AS t ON t.`userId` = s.c0 AND t.`teamId` = s.c1;

-- team.memberships.totalCount (keys: 1, rows: 1)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Membership` AS t WHERE t.`teamId` = k.k0 AND (EXISTS (SELECT 1 FROM `User` AS tr WHERE tr.`id` = t.`userId` AND (NOT EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `Post` AS trr WHERE trr.`authorId` = tr.`id`))) OR t.`role` = ?) GROUP BY k.i;

-- team.memberships.nodes.user (keys: 3, rows: 3)
SELECT k.i, t.`id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- team.memberships.nodes.user.comments (keys: 3, rows: 2)
SELECT k.i, t.`id` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`id` AS c0 FROM `Comment` AS t WHERE t.`authorId` = k.k0 AND (EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`id` = t.`postId` AND (tr.`authorId` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `User` AS trr WHERE trr.`id` = tr.`authorId` AND (NOT (trr.`role` = ?)))))) = 1 ORDER BY t.`authorId`, t.`id` LIMIT ?) AS s STRAIGHT_JOIN `Comment` AS t ON t.`id` = s.c0;

-- team.memberships.nodes.user.comments.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Comment` AS t WHERE t.`authorId` = k.k0 AND EXISTS (SELECT 1 FROM `Post` AS tr WHERE tr.`id` = t.`postId` AND (tr.`authorId` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `User` AS trr WHERE trr.`id` = tr.`authorId` AND (NOT (trr.`role` = ?))))) GROUP BY k.i;
