#pragma once

#include "jkk-case.h"
#include "jkk-period.h"

G_BEGIN_DECLS

/* The codes that matter to the rules, as numbers. 0 is always "not stated". */
typedef enum
{
  JKK_SEGMENT_NONE,
  JKK_SEGMENT_PU,
  JKK_SEGMENT_BPU,
  JKK_SEGMENT_JAKON,
  JKK_SEGMENT_PMI,
} JkkSegment;

typedef enum
{
  JKK_OUTCOME_NONE,
  JKK_OUTCOME_HEALED,
  JKK_OUTCOME_FUNCTIONAL,
  JKK_OUTCOME_ANATOMICAL,
  JKK_OUTCOME_TOTAL,
  JKK_OUTCOME_DEATH,
  JKK_OUTCOME_TREATED,
} JkkOutcome;

typedef enum
{
  JKK_WAGE_NONE,
  JKK_WAGE_MONTHLY,
  JKK_WAGE_DAILY, /* by the day, and nobody said how many days a week has */
  JKK_WAGE_DAILY_SIX,
  JKK_WAGE_DAILY_FIVE,
  JKK_WAGE_DAILY_CONSTRUCTION,
  JKK_WAGE_PIECE,
  JKK_WAGE_WEATHER,
  JKK_WAGE_BPU,
} JkkWageKind;

typedef enum
{
  JKK_PAYEE_NONE,
  JKK_PAYEE_EMPLOYER,
  JKK_PAYEE_WORKER,
  JKK_PAYEE_HEIRS,
} JkkPayeeKind;

typedef enum
{
  JKK_EXPENSE_NONE,
  JKK_EXPENSE_TRANSPORT,
  JKK_EXPENSE_TREATMENT,
  JKK_EXPENSE_ORTHOSIS,
  JKK_EXPENSE_PROSTHESIS,
  JKK_EXPENSE_DENTAL,
  JKK_EXPENSE_HEARING_AID,
  JKK_EXPENSE_GLASSES,
  JKK_EXPENSE_HOME_CARE,
} JkkExpenseKind;

typedef enum
{
  JKK_MODE_NONE,
  JKK_MODE_LAND,
  JKK_MODE_SEA,
  JKK_MODE_AIR,
} JkkTransportMode;

#define JKK_N_MODES (JKK_MODE_AIR + 1)

typedef enum
{
  JKK_IMPAIRMENT_NONE,
  JKK_IMPAIRMENT_ANATOMICAL,
  JKK_IMPAIRMENT_FUNCTIONAL,
} JkkImpairmentKind;

typedef enum
{
  JKK_RELATION_NONE,
  JKK_RELATION_SPOUSE,
  JKK_RELATION_CHILD,
  JKK_RELATION_PARENT,
  JKK_RELATION_GRANDPARENT,
  JKK_RELATION_GRANDCHILD,
  JKK_RELATION_SIBLING,
  JKK_RELATION_PARENT_IN_LAW,
  JKK_RELATION_WILL,
} JkkRelation;

typedef enum
{
  JKK_LEVEL_NONE,
  JKK_LEVEL_NOT_YET,
  JKK_LEVEL_TK,
  JKK_LEVEL_SD,
  JKK_LEVEL_SMP,
  JKK_LEVEL_SMA,
  JKK_LEVEL_PT,
  JKK_LEVEL_TRAINING,
} JkkSchoolLevel;

/**
 * JkkFact:
 * @number: the value; JKK_NONE if nobody stated it; a code as its enum
 * @path: the field of the case that it comes from; in rows of a list "#" stands for the number of the row
 *
 * Something that matters to an amount, and where it stands.
 */
typedef struct
{
  gint64 number;
  const char *path;
} JkkFact;

/* Room for the rows of a usual case, in numbers of 64 bits; the rows of others are allocated. */
#define JKK_FEW_FACTS 160

/* Rows of the lists, in the order of the paper. */
typedef struct
{
  guint row; /* from 1; 0 when the range stands in KK 3 items 12 and 13 */
  JkkFact from;
  JkkFact until;
} JkkRangeFacts;

typedef struct
{
  JkkFact kind;
  JkkFact table_row;
  JkkFact table_percent;
  JkkFact function_loss;
  JkkFact steps;
  const char *measured; /* borrowed; NULL if nothing was measured */
} JkkImpairmentFacts;

typedef struct
{
  JkkFact kind;
  JkkFact mode;
  JkkFact spent_day;
  JkkFact amount;
  JkkFact paid_by;
  JkkFact recommended;
  JkkFact reference_price;
} JkkExpenseFacts;

typedef struct
{
  JkkFact relation;
  JkkFact born;
  gboolean has_guardian;
} JkkHeirFacts;

typedef struct
{
  JkkFact born;
  JkkFact level;
  JkkFact year;
  JkkFact entered;
  JkkFact working;
  JkkFact married;
} JkkChildFacts;

typedef struct
{
  JkkFact child; /* number of its row, from 1 */
  JkkFact level;
  JkkFact year;
  JkkFact amount;
  JkkFact paid_day;
} JkkInstallmentFacts;

typedef struct
{
  const char *number; /* of the other case; borrowed */
  JkkFact from;
  JkkFact until; /* the last day */
  JkkFact paid;
} JkkElsewhereFacts;

typedef enum
{
  JKK_DISABILITY_UNDECIDED,
  JKK_DISABILITY_TAKEN_OFF,
  JKK_DISABILITY_KEPT,
} JkkDisabilityChoice;

/**
 * JkkFacts:
 *
 * All of a case that the rules look at, flat, each fact with the field that it was taken from. Where several forms say
 * it, the one whose word counts is taken: the doctor's before the claimant's.
 */
typedef struct
{
  JkkDay today;

  JkkFact segment;
  JkkFact disease; /* 1: occupational disease */
  JkkFact traffic; /* 1: road accident */
  JkkFact law_day;
  JkkFact reported_day;
  JkkFact claimed_day;

  JkkFact wage_kind;
  JkkFact working_week;
  JkkFact wage;
  JkkFact wage_actual;
  JkkFact wage_average;
  JkkFact left_handed;
  JkkFact registered;
  JkkFact employment_ended;
  JkkFact wage_paid_on;
  JkkFact arrears_months;

  JkkFact outcome;
  JkkFact examined_day;
  JkkFact death_day;
  JkkFact loss_percent;
  JkkFact facility_contracted;
  JkkFact days_absent;
  JkkFact stmb_advanced;
  JkkFact disability_paid;
  JkkFact disability_choice;     /* JkkDisabilityChoice */
  const char *disability_ground; /* borrowed; NULL if none is given */
  JkkFact jasa_raharja_paid;
  JkkFact has_children;

  JkkRangeFacts *ranges;
  guint n_ranges;
  JkkImpairmentFacts *impairments;
  guint n_impairments;
  JkkExpenseFacts *expenses;
  guint n_expenses;
  JkkHeirFacts *heirs;
  guint n_heirs;
  JkkChildFacts *children;
  guint n_children;
  JkkInstallmentFacts *installments;
  guint n_installments;
  JkkElsewhereFacts *elsewhere;
  guint n_elsewhere;

  /* Where the rows stand: a usual case has few. Nothing else looks here. */
  gpointer many;
  gint64 few[JKK_FEW_FACTS];
} JkkFacts;

gboolean jkk_facts_init (JkkFacts *facts, const JkkCase *jcase, JkkDay today, GError **error);
void jkk_facts_clear (JkkFacts *facts);
char *jkk_fact_path (const JkkFact *fact, guint row);
const char *jkk_segment_code (JkkSegment segment);
const char *jkk_outcome_code (JkkOutcome outcome);
const char *jkk_relation_code (JkkRelation relation);
const char *jkk_payee_code (JkkPayeeKind payee);
const char *jkk_disability_choice_code (JkkDisabilityChoice choice);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkFacts, jkk_facts_clear)

G_END_DECLS
