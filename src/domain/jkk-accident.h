#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Laporan Kasus Kecelakaan Kerja Tahap I (Formulir 3 KK 1), items 4 to 8 and the declaration. */
typedef struct
{
  char *case_kind; /* work accident or occupational disease */
  char *place;
  char *address;
  char *event; /* links the cases of one event with several victims */
  JkkDay accident_day;
  gint64 accident_time;
  char *placement_phase;   /* migrant workers */
  char *placement_country; /* migrant workers */
  char *disease;           /* occupational disease (PAK 1): this and the next four */
  char *clinical_diagnosis;
  gint64 service_months; /* length of service at the exposed work */
  char *exposure_group;
  char *exposure_source;
  char *chronology;
  char *consequence;
  char *body_part;
  char *first_aid;
  char *first_aid_place;
  char *transport_mode;
  char *unsafe_act;
  char *unsafe_condition;
  char *accident_type;
  char *injury_source;
  gint64 paper_card;
  gint64 paper_identity;
  gint64 paper_project;
  char *paper_other;
  JkkDay reported_day;
  char *declared_place;
  JkkDay declared_day;
  char *declared_by;
  char *declared_position;
} JkkAccident;

extern const JkkRecordType jkk_accident_type;

G_END_DECLS
