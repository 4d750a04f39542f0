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

extern const JkkRecordType jkk_claim_type;
extern const JkkRecordType jkk_payee_type;

G_END_DECLS
