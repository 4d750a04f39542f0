#pragma once

#include "jkk-office.h"
#include "jkk-printing.h"

G_BEGIN_DECLS

/**
 * JkkCtl:
 * @store: address given by --store, or %NULL
 * @login: login given by --as, or %NULL
 * @password_file: file given by --password-file, or %NULL
 * @command: name of the command
 * @office: the office, once it was needed
 *
 * One run of the program.
 */
typedef struct
{
  char *store;
  char *login;
  char *password_file;
  const char *command;
  JkkOffice *office;
} JkkCtl;

/* Does a command; an error of #G_OPTION_ERROR is a mistake in the words of the command. */
typedef gboolean (*JkkCtlFunc) (JkkCtl *ctl, char **args, GError **error);

/**
 * JkkCtlCommand:
 * @name: as typed
 * @usage: its arguments, English, marked for translation
 * @summary: what it does in a line, English, marked for translation
 * @details: more of it for its own --help, or %NULL
 * @options: its options, or %NULL
 * @least: how many arguments it needs
 * @most: how many it takes; 0 = none, %JKK_CTL_MANY = any number
 * @func: what does it
 *
 * A row of the table of commands.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  const char *details;
  const GOptionEntry *options;
  guint least;
  guint most;
  JkkCtlFunc func;
} JkkCtlCommand;

#define JKK_CTL_MANY G_MAXUINT

/* The commands of each topic, ended by one without a name. */
extern const JkkCtlCommand jkk_ctl_office_commands[];
extern const JkkCtlCommand jkk_ctl_people_commands[];
extern const JkkCtlCommand jkk_ctl_audit_commands[];
extern const JkkCtlCommand jkk_ctl_list_commands[];
extern const JkkCtlCommand jkk_ctl_show_commands[];
extern const JkkCtlCommand jkk_ctl_history_commands[];
extern const JkkCtlCommand jkk_ctl_calculate_commands[];
extern const JkkCtlCommand jkk_ctl_exchange_commands[];
extern const JkkCtlCommand jkk_ctl_edit_commands[];
extern const JkkCtlCommand jkk_ctl_form_commands[];
extern const JkkCtlCommand jkk_ctl_law_commands[];
extern const JkkCtlCommand jkk_ctl_read_commands[];
extern const JkkCtlCommand jkk_ctl_bridge_commands[];
extern const JkkCtlCommand jkk_ctl_key_commands[];
extern const JkkCtlCommand jkk_ctl_documents_commands[];
extern const JkkCtlCommand jkk_ctl_scholarship_commands[];
extern const JkkCtlCommand jkk_ctl_backup_commands[];
const JkkCtlCommand *jkk_ctl_deed_commands (void);

/* jkk-ctl-session.c: the office and who works in it */
JkkOffice *jkk_ctl_office (JkkCtl *ctl, GError **error);
JkkOffice *jkk_ctl_signed_in (JkkCtl *ctl, GError **error);
JkkOffice *jkk_ctl_reading (JkkCtl *ctl, GError **error);
JkkCaseFile *jkk_ctl_load (JkkCtl *ctl, const char *text, GError **error);
JkkOutcome *jkk_ctl_do (JkkCtl *ctl, const char *deed, const JkkRequest *request, GError **error);
gboolean
jkk_ctl_note (JkkCtl *ctl, const char *deed, gint64 case_id, const char *form, const char *sha256, GError **error);
JkkPayout *jkk_ctl_payout (JkkCtl *ctl, const JkkCaseFile *file, GError **error);

/* jkk-ctl-history.c */
void jkk_ctl_print_history (const JkkCase *jcase, GPtrArray *history);

/* jkk-ctl-nodes.c: the nodes of a group */
extern const GOptionEntry jkk_ctl_nodes_options[];
gboolean jkk_ctl_nodes (char **args, GError **error);

/* jkk-ctl-list.c: queues by name */
gboolean jkk_ctl_choose_queue (const JkkCtl *ctl, const char *wanted, JkkCaseQuery *query, GError **error);

/* jkk-ctl-form.c and jkk-ctl-batch.c: papers */
typedef struct
{
  JkkPrintout *printout; /* let go of when it is where it shall be */
  gint64 case_id;        /* 0: of a case file */
  char *name;            /* what the journal calls it */
  char *sha256;
  char *content_hash;
} JkkCtlPaper;

void jkk_ctl_paper_free (JkkCtlPaper *paper);
JkkCtlPaper *jkk_ctl_paper_make (JkkCtl *ctl, const JkkPaperKind *kind, const char *name, guint copy, GError **error);
gboolean jkk_ctl_paper_note (JkkCtl *ctl, const JkkCtlPaper *paper, GError **error);
gboolean jkk_ctl_print_batch (
    JkkCtl *ctl, const JkkPaperKind *kind, char **names, gboolean copies, const char *output, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCtlPaper, jkk_ctl_paper_free)

/* jkk-ctl-edit.c: what changes, and what follows from it */
void jkk_ctl_print_changes (const JkkCase *jcase, GPtrArray *changes, guint indent);
gboolean jkk_ctl_print_standing (JkkCtl *ctl, const JkkCase *jcase, GError **error);

/* jkk-ctl-terminal.c: what is asked and said */
char *jkk_ctl_read_password (const char *file, const char *prompt, GError **error);
char *jkk_ctl_new_password (const char *file, GError **error);
gboolean jkk_ctl_confirm (const char *question, gboolean *yes, GError **error);
void jkk_ctl_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
void jkk_ctl_tell_notices (const GPtrArray *notices);
void jkk_ctl_tell_faults (const char *path, GPtrArray *faults, gboolean as_result, GError **error);
JkkCase *jkk_ctl_read_case (const char *path, GError **error);
gboolean jkk_ctl_save (const char *path, const char *bytes, gsize length, GError **error);
gboolean jkk_ctl_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* jkk-ctl-table.c: columns */
typedef struct _JkkCtlTable JkkCtlTable;

typedef enum
{
  JKK_CTL_LEFT,
  JKK_CTL_RIGHT,
} JkkCtlAlign;

JkkCtlTable *jkk_ctl_table_new (void);
void jkk_ctl_table_free (JkkCtlTable *table);
void jkk_ctl_table_add_column (JkkCtlTable *table, const char *title, JkkCtlAlign align, guint most);
void jkk_ctl_table_add_cell (JkkCtlTable *table, const char *text);
void jkk_ctl_table_print (JkkCtlTable *table);
guint jkk_ctl_width (const char *text);
void jkk_ctl_print_padded (const char *text, guint width);
void jkk_ctl_print_wrapped (const char *text, guint indent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCtlTable, jkk_ctl_table_free)

G_END_DECLS
