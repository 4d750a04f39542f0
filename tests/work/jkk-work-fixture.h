#pragma once

#include "jkk-exchange.h"
#include "jkk-office.h"
#include "jkk-printing.h"
#include "jkk-verification.h"

G_BEGIN_DECLS

#define PASSWORD "kata-sandi-uji"
#define FIRST_PASSWORD "kata-sandi-pertama"

/* An office in a folder of its own: an administrator (admin), two verifiers (sari, rina) and a supervisor (budi), who
 * is a verifier too. The day is 2026-05-05. */
typedef struct
{
  char *folder;
  char *address; /* of its file */
  char *place;   /* where it is opened */
  JkkOffice *office;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void end_object (gpointer object);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

void sign_in (Fixture *fixture, const char *login);
JkkCase *complete_case (void);
JkkCase *with (JkkCase *jcase, const char *path, const char *text);
gint64 take_in (Fixture *fixture);
gint64 case_with_a_child (Fixture *fixture);
JkkCase *load (Fixture *fixture, gint64 case_id);
JkkCase *deed (Fixture *fixture, const char *name, gint64 case_id, const char *reason);
void refused (Fixture *fixture, const char *name, gint64 case_id, const char *reason, JkkError code);
JkkMessage *hospital_message (const JkkCase *jcase);
guint history_length (Fixture *fixture, gint64 case_id);

#define fixture_test_add(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

G_END_DECLS
