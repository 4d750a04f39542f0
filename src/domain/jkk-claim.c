#include "jkk-claim.h"

#include <glib/gi18n-lib.h>

#define CLAIM N_ ("Claim")
#define PAPERS N_ ("Papers with KK 2")
#define DECLARED N_ ("Declaration of KK 2")
#define ASKED N_ ("Amounts asked for")
#define ACCOUNT N_ ("Bank account")
#define INSTALLMENT N_ ("Scholarship paid")
#define ELSEWHERE N_ ("STMB in another case")

static const JkkField claim_rows[] = {
  JKK_ROW (JkkClaim, claimed_day, DAY, N_ ("KK 2 received on"), "KK 2", CLAIM),
  JKK_ROW (JkkClaim, accident_day, DAY, N_ ("Date of accident (KK 2)"), "KK 2 · 3", CLAIM),
  JKK_ROW (JkkClaim, accident_time, TIME, N_ ("Time of accident (KK 2)"), "KK 2 · 3", CLAIM, .max = 1439),
  JKK_ROW (JkkClaim, examined_day, DAY, N_ ("Last examination on"), "KK 2 · 4", CLAIM),
  JKK_ROW (JkkClaim, outcome, CODE, N_ ("Outcome (KK 2)"), "KK 2 · 4", CLAIM, .codes = "outcome"),
  JKK_ROW (JkkClaim, days_absent, COUNT, N_ ("Days not at work"), "KK 2 · 6", CLAIM, .max = 36600),
  JKK_ROW (JkkClaim, stmb_advanced, MONEY, N_ ("STMB paid earlier"), "", CLAIM, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkClaim, disability_paid, MONEY, N_ ("Disability benefit paid earlier"), "", CLAIM, .max = JKK_MONEY_MAX),
  JKK_ROW (
      JkkClaim, disability_choice, CODE, N_ ("Taken off the death benefit"), "", CLAIM, .codes = "disability_choice"),
  JKK_ROW (JkkClaim, disability_ground, TEXT, N_ ("Legal ground of that choice"), "", CLAIM, .max = 300),
  JKK_ROW (JkkClaim, jasa_raharja_paid, MONEY, N_ ("Treatment paid by Jasa Raharja"), "", CLAIM, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkClaim, has_children, FLAG, N_ ("Children below 23, not working, not married"), "KK 2 · 8", CLAIM),
  JKK_ROW (JkkClaim, remarks, LONG, N_ ("Remarks (KK 2)"), "KK 2 · 9", CLAIM, .max = 1000),
  JKK_ROW (JkkClaim, paper_doctor, FLAG, N_ ("Doctor’s letter KK 3"), "KK 2 · 10", PAPERS),
  JKK_ROW (JkkClaim, paper_transport, FLAG, N_ ("Transport receipts"), "KK 2 · 10", PAPERS),
  JKK_ROW (JkkClaim, paper_treatment, FLAG, N_ ("Treatment receipts"), "KK 2 · 10", PAPERS),
  JKK_ROW (JkkClaim, paper_other, TEXT, N_ ("Other papers with KK 2"), "KK 2 · 10", PAPERS),
  JKK_ROW (JkkClaim, declared_place, TEXT, N_ ("KK 2 signed at"), "KK 2", DECLARED),
  JKK_ROW (JkkClaim, declared_day, DAY, N_ ("KK 2 signed on"), "KK 2", DECLARED),
  JKK_ROW (JkkClaim, declared_by, TEXT, N_ ("KK 2 signed by"), "KK 2", DECLARED, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkClaim, declared_position, TEXT, N_ ("Position (KK 2)"), "KK 2", DECLARED),
};
const JkkRecordType jkk_claim_type = JKK_RECORD_TYPE ("claim", N_ ("Claim"), JkkClaim, claim_rows);

static const JkkField payee_rows[] = {
  JKK_ROW (JkkPayee, payee, CODE, N_ ("Payee"), "KK 2 · 5", ASKED, .codes = "payee"),
  JKK_ROW (JkkPayee, treatment, MONEY, N_ ("Care and treatment"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, disability, MONEY, N_ ("Disability benefit"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, orthosis, MONEY, N_ ("Prosthesis and orthosis"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, dental, MONEY, N_ ("Dental prosthesis"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, transport, MONEY, N_ ("Transport costs"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, stmb, MONEY, N_ ("STMB"), "KK 2 · 5", ASKED, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPayee, bank_name, TEXT, N_ ("Bank"), "KK 2 · 5", ACCOUNT),
  JKK_ROW (
      JkkPayee, bank_account, TEXT, N_ ("Account number"), "KK 2 · 5", ACCOUNT, .max = 40, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkPayee, bank_holder, TEXT, N_ ("Name of account"), "KK 2 · 5", ACCOUNT, .flags = JKK_FIELD_PERSONAL),
};
const JkkRecordType jkk_payee_type = JKK_RECORD_TYPE ("payee", N_ ("Amounts asked for"), JkkPayee, payee_rows);

static const JkkField installment_rows[] = {
  JKK_ROW (JkkInstallment, child, COUNT, N_ ("Child, by its number above"), "", INSTALLMENT, .min = 1, .max = 100),
  JKK_ROW (JkkInstallment, school_level, CODE, N_ ("Paid for the level"), "", INSTALLMENT, .codes = "school_level"),
  JKK_ROW (JkkInstallment, school_year, COUNT, N_ ("Paid for its year"), "", INSTALLMENT, .min = 1, .max = 20),
  JKK_ROW (JkkInstallment, amount, MONEY, N_ ("Amount paid"), "", INSTALLMENT, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkInstallment, paid_day, DAY, N_ ("Paid on"), "", INSTALLMENT),
  JKK_ROW (JkkInstallment, reference, TEXT, N_ ("Reference of the payment"), "", INSTALLMENT, .max = 80),
};
const JkkRecordType jkk_installment_type =
    JKK_RECORD_TYPE ("installment", N_ ("Scholarship paid"), JkkInstallment, installment_rows);

static const JkkField elsewhere_rows[] = {
  JKK_ROW (JkkElsewhere,
           case_number,
           TEXT,
           N_ ("Number of the other case"),
           "",
           ELSEWHERE,
           .max = 30,
           .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkElsewhere,
           status,
           CODE,
           N_ ("Status of the other case"),
           "",
           ELSEWHERE,
           .codes = "status",
           .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkElsewhere, accident_day, DAY, N_ ("Its accident"), "", ELSEWHERE, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkElsewhere, from_day, DAY, N_ ("STMB there from"), "", ELSEWHERE, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkElsewhere, until_day, DAY, N_ ("STMB there until"), "", ELSEWHERE, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkElsewhere,
           stmb_paid,
           MONEY,
           N_ ("STMB decided there"),
           "",
           ELSEWHERE,
           .max = JKK_MONEY_MAX,
           .flags = JKK_FIELD_SYSTEM),
};
const JkkRecordType jkk_elsewhere_type =
    JKK_RECORD_TYPE ("elsewhere_run", N_ ("STMB in another case"), JkkElsewhere, elsewhere_rows);
