#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Pemberi kerja / wadah / mitra / pelaksana penempatan, as KK 1 item 1 gives it. */
typedef struct
{
  char *name;
  char *number; /* NPP, NPW or project number */
  char *address;
  char *phone;
  char *contact;
  char *email;
  char *sector;
  gint64 wage_paid_on;   /* went on paying wages during the absence: STMB then goes to the employer */
  gint64 arrears_months; /* contributions unpaid */
} JkkEmployer;

/* Peserta, as KK 1 items 2 and 3 give it. */
typedef struct
{
  char *name;
  char *number;   /* No. Peserta / KPJ */
  char *identity; /* NIK or passport number */
  JkkDay born;
  char *sex;
  char *address;
  char *phone;
  char *occupation;
  gint64 left_handed;
  char *wage_kind;
  gint64 working_week;   /* days, where the wage is counted by the day */
  JkkMoney wage;         /* as reported to the agency, in the unit of wage_kind */
  JkkMoney wage_actual;  /* what was really paid, when it differs */
  JkkMoney wage_average; /* monthly average where wage_kind asks for one */
  gint64 registered;
  JkkDay employment_ended;
  char *bank_name;
  char *bank_account;
  char *bank_holder;
} JkkParticipant;

/* Ahli waris, KK 2 item 7, with the guardian (wali anak) where the heir is a minor. */
typedef struct
{
  char *name;
  char *identity;
  char *relation;
  JkkDay born;
  char *phone;
  char *bank_name;
  char *bank_account;
  char *bank_holder;
  char *guardian_name;
  char *guardian_identity;
  char *guardian_phone;
  char *guardian_email;
  char *guardian_relation;
} JkkHeir;

/* Anak peserta, KK 2 item 8: the scholarship is counted from these. */
typedef struct
{
  char *name;
  char *identity;
  JkkDay born;
  char *school_level; /* the level attended now */
  gint64 school_year; /* the year of that level, from 1 */
  JkkDay school_entered;
  gint64 working;
  gint64 married;
} JkkChild;

extern const JkkRecordType jkk_employer_type;
extern const JkkRecordType jkk_participant_type;
extern const JkkRecordType jkk_heir_type;
extern const JkkRecordType jkk_child_type;

gboolean jkk_check_identity (const char *text, GError **error);
gboolean jkk_check_phone (const char *text, GError **error);
gboolean jkk_check_email (const char *text, GError **error);

G_END_DECLS
