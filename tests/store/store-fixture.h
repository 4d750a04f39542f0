#pragma once

#include "../scratch-folder.h"
#include "jkk-case.h"
#include "jkk-db-private.h"

G_BEGIN_DECLS

/* A store in a folder of its own, which goes away with the test. */
typedef struct
{
  char *folder;
  char *path;
  char *address; /* where it is opened */
  JkkDb *db;
} Fixture;

#define FIXTURE_TIME G_GINT64_CONSTANT (1767600000)

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_reopen (Fixture *fixture);
void fixture_begin (Fixture *fixture);
void fixture_commit (Fixture *fixture);
gint64 fixture_insert_case (JkkDb *db, const char *number);
void fixture_insert_account (JkkDb *db, const char *login, const char *name, guint roles);
gboolean fixture_attempt (Fixture *fixture, const char *sql, GError **error);
void fixture_sql (Fixture *fixture, const char *sql);
gint64 fixture_ask (Fixture *fixture, const char *sql);

JkkCase *sample_case (const char *number);
void assert_case_equal (const JkkCase *a, const JkkCase *b);
char *store_print (const char *path);

/* Runs a function in a child process and returns its exit status, or minus the signal that ended it. */
typedef int (*ChildFunc) (gpointer data);
int run_child (ChildFunc func, gpointer data);

G_END_DECLS
