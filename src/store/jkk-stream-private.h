#pragma once

#include "jkk-db-private.h"
#include "jkk-stream.h"

G_BEGIN_DECLS

/* What a file's engine calls: codes, as the engine itself answers. */
int jkk_stream_begin (JkkDb *db);
int jkk_stream_commit (JkkDb *db);
void jkk_stream_rollback (JkkDb *db);
void jkk_stream_close (JkkDb *db);

/* What is under way cannot be told as changes: the schema is another one afterwards, or it is too much. */
int jkk_stream_break (JkkDb *db);

/* For tests. */
void jkk_stream_set_limits (JkkDb *db, gint64 most_changes, gint64 most_bytes);

/* Shared with who applies changes. */
#define JKK_STREAM_COLUMNS "number, time, sequence, head, bytes, hash, changes"
#define JKK_STREAM_INSERT "INSERT INTO change_stream (" JKK_STREAM_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"

#define JKK_STREAM_FIRST "SELECT number, bytes FROM change_stream ORDER BY number LIMIT 1"
#define JKK_STREAM_REMOVE "DELETE FROM change_stream WHERE number = ?1"

int jkk_stream_forget (
    sqlite3_stmt *first, sqlite3_stmt *remove, const JkkStreamChange *newest, gint64 most_changes, gint64 most_bytes);
JkkStreamChange *jkk_stream_read_row (sqlite3_stmt *row);
void jkk_stream_bind_row (sqlite3_stmt *statement, const JkkStreamChange *change);

G_END_DECLS
