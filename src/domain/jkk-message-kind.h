#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Laporan dugaan kecelakaan kerja: what is known before anybody has concluded (Permenaker 1/2025 art. 8A). */
typedef struct
{
  char *reported_by;
  char *reporter;
  char *reporter_phone;
  JkkDay known_day;
  char *condition;
  char *treated_at;
  char *note;
} JkkSuspicion;

/* Which of the reports on a course of treatment a doctor's letter is. */
typedef struct
{
  char *stage;
  char *note;
} JkkReport;

/* Tagihan perawatan. Its lines are the receipts of the case (expenses). */
typedef struct
{
  char *number;
  JkkDay bill_day;
  char *facility;
  char *guarantee_number;
  JkkDay admitted_day;
  JkkDay discharged_day;
  JkkMoney total; /* the sum of the lines, as the facility states it */
  char *note;
} JkkBill;

/* Pemulangan pasien and the course of incapacity, which is always sent whole. */
typedef struct
{
  char *facility;
  JkkDay admitted_day;
  JkkDay discharged_day;
  JkkDay control_day;
  char *condition;
  char *note;
} JkkDischarge;

/* A paper that a message brings: embedded, or a file beside the message found by its fingerprint. */
typedef struct
{
  char *kind;
  char *title;
  char *file_name;
  char *media_type;
  gint64 size;
  char *sha256;
} JkkEnclosure;

/* A question, a complaint, or the answer to one. */
typedef struct
{
  char *topic;
  char *about; /* path of the value in question, such as "medical.rest_until" */
  char *text;
  JkkDay answer_by;
} JkkQuestion;

/* Surat jaminan: what the office guarantees to a facility. */
typedef struct
{
  char *number;
  JkkDay issued_day;
  JkkDay valid_until;
  char *facility;
  char *care_class;
  JkkMoney limit;
  char *scope;
} JkkGuarantee;

/* The outcome of a case, as far as it concerns the facility. */
typedef struct
{
  char *result;
  JkkDay decided_day;
  JkkMoney care_amount;
  char *note;
} JkkOutcomeNotice;

/* Pemberitahuan pembayaran. */
typedef struct
{
  JkkDay paid_day;
  JkkMoney amount;
  char *recipient_name;
  char *bank_account;
  char *reference;
  char *bill_number;
} JkkPaymentNotice;

/* A case number that a facility may use before the report arrives. */
typedef struct
{
  JkkDay issued_day;
  JkkDay valid_until;
} JkkNumberNotice;

/* Which report of the employer the labour office and the employer are told of. */
typedef struct
{
  char *stage;
  JkkDay reported_day;
  gint64 late;
  char *note;
} JkkStageReport;

/* What became of a message: the head of a receipt. Its faults stand beside it. */
typedef struct
{
  char *of_id; /* GUID of the message, empty where it could not be read */
  gint64 of_edition;
  char *of_file;
  char *of_sha256;
  char *result;
  gint64 faults;
} JkkReceipt;

/* Who sends a message of a kind. */
typedef enum
{
  JKK_MESSAGE_IN = 1 << 0,  /* a partner to the office */
  JKK_MESSAGE_OUT = 1 << 1, /* the office to a partner */
} JkkMessageWay;

/**
 * JkkMessageKind:
 * @name: XML element and stable name
 * @title: English title, marked for translation
 * @ways: who sends it
 * @type: (nullable): the record that this kind has of its own
 * @parts: parts of a case that it may carry, %NULL-terminated
 * @needed: paths that must be filled beside those that the schema asks for, %NULL-terminated; a path of the kind's own
 *   record begins with the name of that record's type
 * @next: (nullable): the kind of message that the other side owes beside the receipt
 * @carries_file: whether a file may be embedded in it
 * @carries_faults: whether it lists the faults of another message
 *
 * A kind of message. The schema, the reader, the writer and the ledger of owed answers follow from this line.
 */
typedef struct
{
  const char *name;
  const char *title;
  JkkMessageWay ways;
  const JkkRecordType *type;
  const char *const *parts;
  const char *const *needed;
  const char *next;
  gboolean carries_file;
  gboolean carries_faults;
} JkkMessageKind;

const JkkMessageKind *jkk_message_kinds (guint *n_kinds);
const JkkMessageKind *jkk_message_kind_find (const char *name);

G_END_DECLS
