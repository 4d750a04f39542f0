#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkSendStart:
 * @case_id: the case that the message is about, or 0
 * @kind: (nullable): its kind
 * @partner: (nullable): code of whom it is for
 * @answers: (nullable): GUID of the message that it answers
 * @message: (nullable): that message
 *
 * What is known when somebody begins to write. Borrowed for the call.
 */
typedef struct
{
  gint64 case_id;
  const char *kind;
  const char *partner;
  const char *answers;
  const JkkMessage *message;
} JkkSendStart;

typedef void (*JkkSent) (gpointer user_data);

/* Writes a message to a partner, with a preview. @callback is called when it was sent. @destroy frees @user_data. */
void jkk_send_dialog_open (GtkWindow *parent,
                           JkkOffice *office,
                           const JkkSendStart *start,
                           JkkSent callback,
                           gpointer user_data,
                           GDestroyNotify destroy);

G_END_DECLS
