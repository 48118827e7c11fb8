INSERT INTO shelves (shelf_hall, shelf_place, shelf_width) VALUES (1, 'a', 1), (1, 'b', 2.5), (2, 'a', 3);

INSERT INTO items (item_uuid, item_title, item_condition, item_pieces, parent_uuid, shelf_hall, shelf_place, changed_at) VALUES
  ('00000000-0000-4000-8000-000000000001', 'Clock', 'brand new', 1, NULL, 1, 'a', '2020-01-01 00:00:00'),
  ('00000000-0000-4000-8000-000000000002', 'Hand', 'worn-out', 2, '00000000-0000-4000-8000-000000000001', 1, 'a', '2020-01-01 00:00:00'),
  ('00000000-0000-4000-8000-000000000003', 'Wheel', 'UNKNOWN', 12, '00000000-0000-4000-8000-000000000001', 1, 'b', '2020-01-01 00:00:00'),
  ('00000000-0000-4000-8000-000000000004', 'Tooth', 'worn-out', 60, '00000000-0000-4000-8000-000000000003', NULL, NULL, '2020-01-01 00:00:00'),
  ('00000000-0000-4000-8000-000000000005', 'Chair', 'brand new', 4, NULL, NULL, NULL, '2020-01-01 00:00:00');

INSERT INTO labels (label_number, label_text, item_uuid) VALUES
  (1, 'One', '00000000-0000-4000-8000-000000000001'), (2, NULL, '00000000-0000-4000-8000-000000000002'), (3, 'Free', NULL);

INSERT INTO prints (print_id, print_printer, label_number) VALUES (1, 'Laser', 1);

INSERT INTO tags (tag_id, tag_name) VALUES (1, 'brass'), (2, 'old'), (3, 'wood');

INSERT INTO _ItemToTag (A, B) VALUES
  ('00000000-0000-4000-8000-000000000001', 1), ('00000000-0000-4000-8000-000000000001', 2), ('00000000-0000-4000-8000-000000000002', 1),
  ('00000000-0000-4000-8000-000000000005', 3);

INSERT INTO _Alike (A, B) VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000005');

INSERT INTO measures (measure_id, m_tiny, m_int, m_unsigned, m_big, m_huge, m_float, m_double, m_decimal, m_yes, m_text, m_json, m_bytes, m_date, m_time, m_seconds, m_millis, m_micros, m_stamp, m_year, m_state) VALUES
  (1, 5, 10, 20, 30, 40, 1.5, 2.25, 3.5, 1, 'text', '{"a": 1}', x'00FF', '2020-01-01', '12:00:00.5', '2020-01-01 00:00:00', '2020-01-01 00:00:00.123', '2020-01-01 00:00:00.123456', '2020-01-01 00:00:00.123456', 2020, 'worn-out'),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
