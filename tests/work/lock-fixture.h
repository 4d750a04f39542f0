#pragma once

#include "jkk-office-lock.h"
#include "jkk-work-fixture.h"

typedef struct
{
  gboolean done;
  gboolean good;
  GError *error;
} Answer;

void signed_in_cb (GObject *source, GAsyncResult *result, gpointer data);
void wait_for (Answer *answer);
void enter (Fixture *fixture, const char *login);
gboolean try (Fixture *fixture, const char *password, GError **error);
