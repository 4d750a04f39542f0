#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Laporan Kasus Kecelakaan Kerja Tahap II (Formulir 3a KK 2), which is also the claim. */
typedef struct
{
  JkkDay accident_day;
  gint64 accident_time;
  JkkDay examined_day;
  char *outcome;
  gint64 days_absent;
  gint64 has_children;
  char *remarks;
  gint64 paper_doctor;
  gint64 paper_transport;
  gint64 paper_treatment;
  char *paper_other;
  JkkMoney stmb_advanced;     /* STMB already paid for earlier months */
  JkkMoney disability_paid;   /* disability benefit already paid for this accident */
  char *disability_choice;    /* at death: whether that is taken off the death benefit */
  char *disability_ground;    /* the article, or the reason, on which the choice rests */
  JkkMoney jasa_raharja_paid; /* traffic: what Jasa Raharja paid for the treatment */
  JkkDay claimed_day;
  char *declared_place;
  JkkDay declared_day;
  char *declared_by;
  char *declared_position;
} JkkClaim;

/* A row of KK 2 item 5 (total pengajuan): what one payee asks for, and where it is paid. */
typedef struct
{
  char *payee;
  JkkMoney treatment;
  JkkMoney disability;
  JkkMoney orthosis;
  JkkMoney dental;
  JkkMoney transport;
  JkkMoney stmb;
  char *bank_name;
  char *bank_account;
  char *bank_holder;
} JkkPayee;

/* A payment of the scholarship: for which child and which year of school, and when. */
typedef struct
{
  gint64 child; /* number of its row among the children, from 1 */
  char *school_level;
  gint64 school_year; /* the year of that level, from 1 */
  JkkMoney amount;
  JkkDay paid_day;
  char *reference;
} JkkInstallment;

/**
 * JkkPlannedYear:
 * @child: number of the child's row, from 1
 * @level: code of the school level ("SD")
 * @year: which year of that level, from 1
 * @day: the day from which the year counts
 * @amount: rupiah that the law gives for it
 * @paid: rupiah that were paid for it so far
 *
 * A year in the plan of a scholarship.
 */
typedef struct
{
  guint child;
  const char *level;
  guint year;
  JkkDay day;
  JkkMoney amount;
  JkkMoney paid;
} JkkPlannedYear;

/* A run of days for which STMB is counted in another case of the same person. Deeds fill it from the store, so that the
 * rules see it without asking anybody. */
typedef struct
{
  char *case_number;
  char *status; /* of the other case, jkk_case_status_name () */
  JkkDay accident_day;
  JkkDay from_day;
  JkkDay until_day;   /* the last day */
  JkkMoney stmb_paid; /* what was decided there for STMB; on the first run of that case, when it is approved */
} JkkElsewhere;

extern const JkkRecordType jkk_claim_type;
extern const JkkRecordType jkk_payee_type;
extern const JkkRecordType jkk_installment_type;
extern const JkkRecordType jkk_elsewhere_type;

G_END_DECLS
