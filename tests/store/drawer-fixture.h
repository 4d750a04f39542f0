#pragma once

#include "jkk-drawer.h"

#define PASSWORD "tiga kata biasa"
#define TEXT "participant.name\tSITI NURHALIZA\n"

typedef struct
{
  char *home;
  char *folder;
  JkkSigner *signer;
} DrawerFixture;

void drawer_set_up (DrawerFixture *fixture, gconstpointer data);
void drawer_each_file (const char *folder, void (*func) (const char *path));
void drawer_tear_down (DrawerFixture *fixture, gconstpointer data);
JkkDrawer *open_drawer (DrawerFixture *fixture, const char *password, const JkkSigner *signer);
void write_on (JkkDrawer *drawer, gint64 topic, const char *text);
void assert_on (JkkDrawer *drawer, gint64 topic, const char *expected);
