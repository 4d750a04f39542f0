#include "jkk-message-kind.h"

#include <glib/gi18n-lib.h>

#define REPORT N_ ("Report")
#define BILL N_ ("Bill")
#define COURSE N_ ("Course")
#define FILE_GROUP N_ ("File")
#define QUESTION N_ ("Question")
#define GUARANTEE N_ ("Guarantee")
#define OUTCOME N_ ("Outcome")
#define PAYMENT N_ ("Payment")
#define RECEIPT N_ ("Receipt of a message")

static const JkkField suspicion_rows[] = {
  JKK_ROW (JkkSuspicion, reported_by, TEXT, N_ ("Reported by"), "", REPORT, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkSuspicion, reporter, CODE, N_ ("Reporter is"), "", REPORT, .codes = "reporter"),
  JKK_ROW (JkkSuspicion,
           reporter_phone,
           TEXT,
           N_ ("Reporter’s telephone"),
           "",
           REPORT,
           .max = 40,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkSuspicion, known_day, DAY, N_ ("Known since"), "", REPORT),
  JKK_ROW (JkkSuspicion, condition, LONG, N_ ("Present condition"), "", REPORT),
  JKK_ROW (JkkSuspicion, treated_at, TEXT, N_ ("Treated at"), "", REPORT),
  JKK_ROW (JkkSuspicion, note, LONG, N_ ("Remarks of the reporter"), "", REPORT),
};
static const JkkRecordType suspicion_type =
    JKK_RECORD_TYPE ("suspicion", N_ ("Suspected work accident"), JkkSuspicion, suspicion_rows);

static const JkkField report_rows[] = {
  JKK_ROW (JkkReport, stage, CODE, N_ ("Stage of the report"), "", REPORT, .codes = "report_stage"),
  JKK_ROW (JkkReport, note, LONG, N_ ("Remarks to the office"), "", REPORT),
};
static const JkkRecordType report_type = JKK_RECORD_TYPE ("report", N_ ("Doctor’s report"), JkkReport, report_rows);

static const JkkField bill_rows[] = {
  JKK_ROW (JkkBill, number, TEXT, N_ ("Number of the bill"), "", BILL, .max = 60),
  JKK_ROW (JkkBill, bill_day, DAY, N_ ("Date of the bill"), "", BILL),
  JKK_ROW (JkkBill, facility, TEXT, N_ ("Billing facility"), "", BILL),
  JKK_ROW (JkkBill, guarantee_number, TEXT, N_ ("Number of the guarantee letter"), "", BILL, .max = 60),
  JKK_ROW (JkkBill, admitted_day, DAY, N_ ("Admitted on"), "", BILL),
  JKK_ROW (JkkBill, discharged_day, DAY, N_ ("Discharged on"), "", BILL),
  JKK_ROW (JkkBill, total, MONEY, N_ ("Total of the bill"), "", BILL, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkBill, note, LONG, N_ ("Remarks on the bill"), "", BILL),
};
static const JkkRecordType bill_type = JKK_RECORD_TYPE ("bill_head", N_ ("Treatment bill"), JkkBill, bill_rows);

static const JkkField discharge_rows[] = {
  JKK_ROW (JkkDischarge, facility, TEXT, N_ ("Discharging facility"), "", COURSE),
  JKK_ROW (JkkDischarge, admitted_day, DAY, N_ ("Admitted on"), "", COURSE),
  JKK_ROW (JkkDischarge, discharged_day, DAY, N_ ("Discharged on"), "", COURSE),
  JKK_ROW (JkkDischarge, control_day, DAY, N_ ("Next control on"), "", COURSE),
  JKK_ROW (JkkDischarge, condition, LONG, N_ ("Condition at discharge"), "", COURSE),
  JKK_ROW (JkkDischarge, note, LONG, N_ ("Remarks of the facility"), "", COURSE),
};
static const JkkRecordType discharge_type =
    JKK_RECORD_TYPE ("stay", N_ ("Stay in hospital"), JkkDischarge, discharge_rows);

static const JkkField enclosure_rows[] = {
  JKK_ROW (JkkEnclosure, kind, CODE, N_ ("Kind of paper"), "", FILE_GROUP, .codes = "document_kind"),
  JKK_ROW (JkkEnclosure, title, TEXT, N_ ("Title of paper"), "", FILE_GROUP),
  JKK_ROW (JkkEnclosure, file_name, TEXT, N_ ("Name of the file"), "", FILE_GROUP, .max = 120),
  JKK_ROW (JkkEnclosure, media_type, TEXT, N_ ("Type of the file"), "", FILE_GROUP, .max = 80),
  JKK_ROW (JkkEnclosure, size, COUNT, N_ ("Size of the file, bytes"), "", FILE_GROUP),
  JKK_ROW (JkkEnclosure, sha256, TEXT, N_ ("Fingerprint of the file"), "", FILE_GROUP, .min = 64, .max = 64),
};
static const JkkRecordType enclosure_type =
    JKK_RECORD_TYPE ("enclosure", N_ ("Enclosed paper"), JkkEnclosure, enclosure_rows);

static const JkkField question_rows[] = {
  JKK_ROW (JkkQuestion, topic, CODE, N_ ("Topic"), "", QUESTION, .codes = "question_topic"),
  JKK_ROW (JkkQuestion, about, TEXT, N_ ("Value in question"), "", QUESTION, .max = 80),
  JKK_ROW (JkkQuestion, text, LONG, N_ ("Question or answer"), "", QUESTION),
  JKK_ROW (JkkQuestion, answer_by, DAY, N_ ("Answer asked for by"), "", QUESTION),
};
static const JkkRecordType question_type =
    JKK_RECORD_TYPE ("letter", N_ ("Question, complaint or answer"), JkkQuestion, question_rows);

static const JkkField guarantee_rows[] = {
  JKK_ROW (JkkGuarantee, number, TEXT, N_ ("Number of the guarantee letter"), "", GUARANTEE, .max = 60),
  JKK_ROW (JkkGuarantee, issued_day, DAY, N_ ("Issued on"), "", GUARANTEE),
  JKK_ROW (JkkGuarantee, valid_until, DAY, N_ ("Valid until"), "", GUARANTEE),
  JKK_ROW (JkkGuarantee, facility, TEXT, N_ ("Guaranteed to"), "", GUARANTEE),
  JKK_ROW (JkkGuarantee, care_class, TEXT, N_ ("Class of care"), "", GUARANTEE, .max = 60),
  JKK_ROW (JkkGuarantee, limit, MONEY, N_ ("Guaranteed up to"), "", GUARANTEE, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkGuarantee, scope, LONG, N_ ("What is guaranteed"), "", GUARANTEE),
};
static const JkkRecordType guarantee_type =
    JKK_RECORD_TYPE ("guarantee_letter", N_ ("Guarantee letter"), JkkGuarantee, guarantee_rows);

static const JkkField outcome_rows[] = {
  JKK_ROW (JkkOutcomeNotice, result, CODE, N_ ("Result"), "", OUTCOME, .codes = "decision_result"),
  JKK_ROW (JkkOutcomeNotice, decided_day, DAY, N_ ("Decided on"), "", OUTCOME),
  JKK_ROW (JkkOutcomeNotice, care_amount, MONEY, N_ ("Paid for care"), "", OUTCOME, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkOutcomeNotice, note, LONG, N_ ("Reasons given"), "", OUTCOME),
};
static const JkkRecordType outcome_type =
    JKK_RECORD_TYPE ("outcome_notice", N_ ("Notice of the decision"), JkkOutcomeNotice, outcome_rows);

static const JkkField payment_rows[] = {
  JKK_ROW (JkkPaymentNotice, paid_day, DAY, N_ ("Paid on"), "", PAYMENT),
  JKK_ROW (JkkPaymentNotice, amount, MONEY, N_ ("Amount paid"), "", PAYMENT, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkPaymentNotice, recipient_name, TEXT, N_ ("Paid to"), "", PAYMENT),
  JKK_ROW (JkkPaymentNotice, bank_account, TEXT, N_ ("To the account"), "", PAYMENT, .max = 40),
  JKK_ROW (JkkPaymentNotice, reference, TEXT, N_ ("Reference of the transfer"), "", PAYMENT, .max = 60),
  JKK_ROW (JkkPaymentNotice, bill_number, TEXT, N_ ("For the bill"), "", PAYMENT, .max = 60),
};
static const JkkRecordType payment_type =
    JKK_RECORD_TYPE ("payment_notice", N_ ("Notice of payment"), JkkPaymentNotice, payment_rows);

static const JkkField number_rows[] = {
  JKK_ROW (JkkNumberNotice, issued_day, DAY, N_ ("Issued on"), "", GUARANTEE),
  JKK_ROW (JkkNumberNotice, valid_until, DAY, N_ ("Valid until"), "", GUARANTEE),
};
static const JkkRecordType number_type =
    JKK_RECORD_TYPE ("number_notice", N_ ("Case number given in advance"), JkkNumberNotice, number_rows);

static const JkkField stage_rows[] = {
  JKK_ROW (JkkStageReport, stage, CODE, N_ ("Report of the employer"), "", REPORT, .codes = "employer_stage"),
  JKK_ROW (JkkStageReport, reported_day, DAY, N_ ("Reported on"), "", REPORT),
  JKK_ROW (JkkStageReport, late, FLAG, N_ ("Reported late"), "", REPORT),
  JKK_ROW (JkkStageReport, note, LONG, N_ ("Remarks of the office"), "", REPORT),
};
static const JkkRecordType stage_type =
    JKK_RECORD_TYPE ("stage_report", N_ ("Report of a stage"), JkkStageReport, stage_rows);

static const JkkField receipt_rows[] = {
  JKK_ROW (JkkReceipt, of_id, TEXT, N_ ("Message"), "", RECEIPT, .max = 36),
  JKK_ROW (JkkReceipt, of_edition, COUNT, N_ ("Sending"), "", RECEIPT),
  JKK_ROW (JkkReceipt, of_file, TEXT, N_ ("Name of the file"), "", RECEIPT, .max = 255),
  JKK_ROW (JkkReceipt, of_sha256, TEXT, N_ ("Fingerprint of the file"), "", RECEIPT, .max = 64),
  JKK_ROW (JkkReceipt, result, CODE, N_ ("Result"), "", RECEIPT, .codes = "receipt_result"),
  JKK_ROW (JkkReceipt, faults, COUNT, N_ ("Number of faults"), "", RECEIPT),
};
static const JkkRecordType receipt_type =
    JKK_RECORD_TYPE ("receipt_head", N_ ("Receipt of a message"), JkkReceipt, receipt_rows);

#define STRINGS(...)                                                                                                   \
  (const char *const[])                                                                                                \
  {                                                                                                                    \
    __VA_ARGS__, NULL                                                                                                  \
  }
#define NOTHING ((const char *const[]){ NULL })

/* Who it is and on which day: what a case is found by when the message names no number. */
#define PERSON "participant", "accident"
#define PERSON_NEEDED "participant.name", "accident.accident_day"

static const JkkMessageKind kinds[] = {
  { "suspected", N_ ("Suspected work accident"), JKK_MESSAGE_IN, &suspicion_type,
    STRINGS ("participant", "employer", "accident"),
    STRINGS ("suspicion.reported_by",
             "suspicion.reporter",
             "participant.name",
             "employer.name",
             "accident.accident_day",
             "accident.chronology"),
    "number", FALSE },
  { "kk3", N_ ("Doctor’s letter (KK 3)"), JKK_MESSAGE_IN, &report_type, STRINGS ("medical", "absences", "impairments"),
    STRINGS ("medical.participant_name", "medical.accident_day"), NULL, FALSE },
  { "pak", N_ ("Report of an occupational disease"), JKK_MESSAGE_IN, &report_type,
    STRINGS ("participant", "employer", "accident", "medical", "absences", "impairments"),
    STRINGS (PERSON_NEEDED, "accident.clinical_diagnosis"), NULL, FALSE },
  { "bill", N_ ("Treatment bill"), JKK_MESSAGE_IN, &bill_type, STRINGS (PERSON, "expenses"),
    STRINGS (PERSON_NEEDED, "bill_head.number", "bill_head.bill_day", "bill_head.total"), "payment", FALSE },
  { "discharge", N_ ("Discharge and course of incapacity"), JKK_MESSAGE_IN, &discharge_type,
    STRINGS (PERSON, "absences"), STRINGS (PERSON_NEEDED, "stay.discharged_day"), NULL, FALSE },
  { "document", N_ ("Paper of a case"), JKK_MESSAGE_IN, &enclosure_type, STRINGS (PERSON),
    STRINGS (PERSON_NEEDED,
             "enclosure.kind",
             "enclosure.file_name",
             "enclosure.media_type",
             "enclosure.size",
             "enclosure.sha256"),
    NULL, TRUE },
  { "question", N_ ("Question or complaint"), JKK_MESSAGE_IN | JKK_MESSAGE_OUT, &question_type, STRINGS (PERSON),
    STRINGS ("letter.topic", "letter.text"), "answer", FALSE },
  { "answer", N_ ("Answer to a question"), JKK_MESSAGE_IN | JKK_MESSAGE_OUT, &question_type, STRINGS (PERSON),
    STRINGS ("letter.text"), NULL, FALSE },
  { "receipt", N_ ("Receipt of a message"), JKK_MESSAGE_IN | JKK_MESSAGE_OUT, &receipt_type, NOTHING,
    STRINGS ("receipt_head.result"), NULL, FALSE, TRUE },
  { "number", N_ ("Case number given in advance"), JKK_MESSAGE_OUT, &number_type, STRINGS (PERSON),
    STRINGS ("number_notice.valid_until"), NULL, FALSE },
  { "guarantee", N_ ("Guarantee letter"), JKK_MESSAGE_OUT, &guarantee_type, STRINGS (PERSON),
    STRINGS (PERSON_NEEDED, "guarantee_letter.number", "guarantee_letter.facility"), "kk3", FALSE },
  { "decision", N_ ("Notice of the decision"), JKK_MESSAGE_OUT, &outcome_type, STRINGS (PERSON),
    STRINGS (PERSON_NEEDED, "outcome_notice.result", "outcome_notice.decided_day"), NULL, FALSE },
  { "payment", N_ ("Notice of payment"), JKK_MESSAGE_OUT, &payment_type, STRINGS (PERSON),
    STRINGS (PERSON_NEEDED, "payment_notice.paid_day", "payment_notice.amount"), NULL, FALSE },
  { "stage", N_ ("Report of a stage"), JKK_MESSAGE_OUT, &stage_type,
    STRINGS ("participant", "employer", "accident", "claim"), STRINGS (PERSON_NEEDED, "stage_report.stage"), NULL,
    FALSE },
};

/**
 * jkk_message_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (transfer none) (array length=n_kinds): the kinds of messages between an office and its partners
 */
const JkkMessageKind *
jkk_message_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * jkk_message_kind_find:
 * @name: (nullable): name of a kind
 *
 * Returns: (transfer none) (nullable): the kind; %NULL if there is no such one
 */
const JkkMessageKind *
jkk_message_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}
