-- byOriginal (keys: 1, rows: 4)
SELECT t.`film_id`, t.`title`, to0.`name` FROM `film` AS t LEFT JOIN `language` AS to0 ON to0.`language_id` = t.`original_language_id` ORDER BY to0.`name` DESC, t.`title`, t.`film_id` DESC LIMIT ?;

-- dubbed (keys: 1, rows: 2)
SELECT t.`film_id` FROM `film` AS t WHERE EXISTS (SELECT 1 FROM `language` AS tr WHERE tr.`language_id` = t.`original_language_id` AND tr.`name` = ?) ORDER BY t.`film_id` LIMIT ?;

-- languages (keys: 1, rows: 4)
SELECT t.`language_id`, t.`name` FROM `language` AS t ORDER BY t.`language_id` LIMIT ?;

-- neverSpoken (keys: 1, rows: 1)
SELECT t.`name` FROM `language` AS t WHERE (EXISTS (SELECT 1 FROM `film` AS tr WHERE tr.`original_language_id` = t.`language_id`)) = 0 ORDER BY t.`language_id` LIMIT ?;

-- notDubbed.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t WHERE t.`original_language_id` IS NULL;

-- languages.nodes.film_film_language_idTolanguage, languages.nodes.film_film_language_idTolanguage.nodes.language_film_original_language_idTolanguage (keys: 4, rows: 5)
SELECT p.i, p.n, t.`title`, t.`original_language_id`, ta0.`language_id`, ta0.`name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1) AS n, s.c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`film_id` AS c0, t.`title` AS o0, t.`film_id` AS o1 FROM `film` AS t WHERE t.`language_id` = k.k0 ORDER BY t.`language_id`, t.`title` DESC, t.`film_id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `film` AS t ON t.`film_id` = p.c0 LEFT JOIN `language` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`language_id` = t.`original_language_id` WHERE p.n <= ?;

-- languages.nodes.film_film_original_language_idTolanguage, languages.nodes.film_film_original_language_idTolanguage.nodes.language_film_language_idTolanguage (keys: 4, rows: 4)
SELECT k.i, t.`film_id`, t.`title`, t.`language_id`, ta0.`language_id`, ta0.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`film_id` AS c0 FROM `film` AS t WHERE t.`original_language_id` = k.k0 ORDER BY t.`original_language_id`, t.`film_id` LIMIT ?) AS s STRAIGHT_JOIN `film` AS t ON t.`film_id` = s.c0 LEFT JOIN `language` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`language_id` = t.`language_id`;

-- languages.nodes.film_film_language_idTolanguage.totalCount (keys: 4, rows: 4)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t WHERE t.`language_id` = k.k0 GROUP BY k.i;

-- languages.nodes.film_film_original_language_idTolanguage.totalCount (keys: 4, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film` AS t WHERE t.`original_language_id` = k.k0 GROUP BY k.i;
