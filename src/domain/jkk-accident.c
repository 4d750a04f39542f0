#include "jkk-accident.h"

#include <glib/gi18n-lib.h>

#define EVENT N_ ("Event")
#define MIGRANT N_ ("Migrant worker")
#define DISEASE N_ ("Occupational disease")
#define ACCOUNT N_ ("Course and consequence")
#define HELP N_ ("First aid")
#define CAUSE N_ ("Cause")
#define PAPERS N_ ("Papers with KK 1")
#define DECLARED N_ ("Declaration of KK 1")

static const JkkField rows[] = {
  JKK_ROW (JkkAccident, case_kind, CODE, N_ ("Kind of case"), "KK 1", EVENT, .codes = "case_kind"),
  JKK_ROW (JkkAccident, accident_day, DAY, N_ ("Date of accident"), "KK 1 · 4", EVENT, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkAccident, accident_time, TIME, N_ ("Time of accident"), "KK 1 · 4", EVENT, .max = 1439),
  JKK_ROW (JkkAccident, place, CODE, N_ ("Place"), "KK 1 · 4", EVENT, .codes = "place", .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkAccident, address, LONG, N_ ("Address of the place"), "KK 1 · 4", EVENT, .max = 400),
  JKK_ROW (JkkAccident, event, TEXT, N_ ("Event with several victims"), "", EVENT, .max = 120),
  JKK_ROW (JkkAccident, placement_phase, CODE, N_ ("Placement"), "KK 1 · 4", MIGRANT, .codes = "placement_phase"),
  JKK_ROW (JkkAccident, placement_country, TEXT, N_ ("Country of placement"), "KK 1 · 4", MIGRANT),
  JKK_ROW (JkkAccident, disease, TEXT, N_ ("Disease"), "PAK 1 · 4", DISEASE, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkAccident,
           clinical_diagnosis,
           LONG,
           N_ ("Clinical diagnosis"),
           "PAK 1 · 4",
           DISEASE,
           .max = 1000,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkAccident, service_months, COUNT, N_ ("Length of service, months"), "PAK 1 · 5", DISEASE, .max = 840),
  JKK_ROW (JkkAccident, exposure_group, CODE, N_ ("Kind of exposure"), "PAK 1 · 5", DISEASE, .codes = "exposure_group"),
  JKK_ROW (JkkAccident, exposure_source, LONG, N_ ("Source of exposure"), "PAK 1 · 5", DISEASE, .max = 400),
  JKK_ROW (JkkAccident, chronology, LONG, N_ ("Chronology"), "KK 1 · 5", ACCOUNT, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkAccident, consequence, CODE, N_ ("Consequence"), "KK 1 · 6", ACCOUNT, .codes = "consequence"),
  JKK_ROW (JkkAccident, body_part, CODE, N_ ("Part of the body"), "KK 1 · 6", ACCOUNT, .codes = "body_part"),
  JKK_ROW (JkkAccident, first_aid, CODE, N_ ("First aid by"), "KK 1 · 7", HELP, .codes = "first_aid"),
  JKK_ROW (JkkAccident, first_aid_place, TEXT, N_ ("Name of facility or other"), "KK 1 · 7", HELP),
  JKK_ROW (JkkAccident, transport_mode, CODE, N_ ("Transport"), "KK 1 · 7", HELP, .codes = "transport_mode"),
  JKK_ROW (JkkAccident, unsafe_act, CODE, N_ ("Unsafe act"), "KK 1 (2015)", CAUSE, .codes = "unsafe_act"),
  JKK_ROW (
      JkkAccident, unsafe_condition, CODE, N_ ("Unsafe condition"), "KK 1 (2015)", CAUSE, .codes = "unsafe_condition"),
  JKK_ROW (JkkAccident, accident_type, CODE, N_ ("Type of accident"), "KK 1 (2015)", CAUSE, .codes = "accident_type"),
  JKK_ROW (JkkAccident, injury_source, CODE, N_ ("Source of injury"), "KK 1 (2015)", CAUSE, .codes = "injury_source"),
  JKK_ROW (JkkAccident, paper_card, FLAG, N_ ("Participant card"), "KK 1 · 8", PAPERS),
  JKK_ROW (JkkAccident, paper_identity, FLAG, N_ ("Identity card or passport"), "KK 1 · 8", PAPERS),
  JKK_ROW (JkkAccident, paper_project, FLAG, N_ ("Project registration and proof of contribution"), "KK 1 · 8", PAPERS),
  JKK_ROW (JkkAccident, paper_other, TEXT, N_ ("Other papers with KK 1"), "KK 1 · 8", PAPERS),
  JKK_ROW (JkkAccident, reported_day, DAY, N_ ("KK 1 received on"), "KK 1", DECLARED, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkAccident, declared_place, TEXT, N_ ("KK 1 signed at"), "KK 1", DECLARED),
  JKK_ROW (JkkAccident, declared_day, DAY, N_ ("KK 1 signed on"), "KK 1", DECLARED),
  JKK_ROW (JkkAccident, declared_by, TEXT, N_ ("KK 1 signed by"), "KK 1", DECLARED, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkAccident, declared_position, TEXT, N_ ("Position (KK 1)"), "KK 1", DECLARED),
};

const JkkRecordType jkk_accident_type = JKK_RECORD_TYPE ("accident", N_ ("Accident report"), JkkAccident, rows);
