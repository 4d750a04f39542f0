#pragma once

#include "jkk-account-store.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-document-store.h"
#include "jkk-journal.h"
#include "jkk-office-store.h"
#include "jkk-statement.h"
#include "node-home.h"
#include "store-fixture.h"

G_BEGIN_DECLS

#define PASSWORD "kata sandi uji"

/* A computer whose certificate is good, at which somebody asks for what our program would not ask. */
typedef struct
{
  Fixture store;
  NodeHome home;
  JkkDb *desk;
  gint64 case_id;
} Hostile;

/* What the journal is told of a case: not always the truth. */
typedef struct
{
  const char *deed;
  const char *path;
  const char *before;
  const char *after;
  gint64 case_id;
} Story;

void hostile_set_up (Hostile *hostile, gconstpointer data);
void hostile_tear_down (Hostile *hostile, gconstpointer data);
JkkSignIn try_password (Hostile *hostile, const char *login, const char *password, gboolean keep);
void enter (Hostile *hostile, const char *login);
void begin (Hostile *hostile);
void assert_refused (gboolean done, GError **error);
gboolean tell_as (Hostile *hostile, const char *person, const char *workstation, const char *deed_id, GError **error);
gint64 propose (Hostile *hostile, const char *person, GError **error);
void rename_case_at (Hostile *hostile, GError **error);
gboolean tell_story (Hostile *hostile, const char *person, const Story *story, GError **error);
gboolean tell_rename (Hostile *hostile, const char *person, GError **error);

G_END_DECLS
