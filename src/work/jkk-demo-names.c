#include "jkk-demo-names.h"

/* What everything here has in common: it is invented. Towns, companies and hospitals do not exist; identity numbers
 * begin with a province (99) that was never given out, telephone numbers with an area (0200) and a network (0810) that
 * do not exist, and mail goes to ".example". */

enum
{
  DICE_PERSON = 1,
  DICE_EMPLOYER = 2,
};

static const JkkDemoTown towns[] = {
  { "Kertasana", "RSUD Kertasana", "RS Sehat Wirasana", "Klinik Utama Mekar Kertasana", "0200" },
  { "Bantarsena", "RSUD Bantarsena", "RS Bina Waras Bantarsena", "Klinik Pratama Sadawaras", "0200" },
  { "Wanasigra", "RSUD Wanasigra", "RS Harapan Sigra", "Puskesmas Wanasigra", "0200" },
  { "Telagaraya", "RSUD Telagaraya", "RS Permata Telaga", "Klinik Utama Tirta Waras", "0200" },
  { "Pasirluhung", "RSUD Pasirluhung", "RS Luhung Medika", "Puskesmas Pasirluhung", "0200" },
  { "Karangsaba", "RSUD Karangsaba", "RS Ibu Saba", "Klinik Pratama Karang Husada", "0200" },
  { "Lembahwiru", "RSUD Lembahwiru", "RS Wiru Sentosa", "Puskesmas Lembahwiru", "0200" },
  { "Muaratimpa", "RSUD Muaratimpa", "RS Bahari Timpa", "Klinik Pratama Muara Sehat", "0200" },
  { "Gunungsela", "RSUD Gunungsela", "RS Panti Sela", "Puskesmas Gunungsela", "0200" },
  { "Rantaubiru", "RSUD Rantaubiru", "RS Biru Husada", "Klinik Utama Rantau Medika", "0200" },
};

static const char *const men[] = {
  "Agus",   "Ahmad",   "Andi",   "Anton",  "Arif",   "Asep",  "Bagus", "Bambang", "Bayu",   "Beni",   "Burhan",
  "Cecep",  "Dadang",  "Dani",   "Darma",  "Deden",  "Dedi",  "Dika",  "Edi",     "Eko",    "Fajar",  "Firman",
  "Galih",  "Gunawan", "Hadi",   "Hari",   "Hendra", "Heru",  "Ibnu",  "Imam",    "Indra",  "Irfan",  "Jajang",
  "Johan",  "Junaedi", "Kasim",  "Kurnia", "Lukman", "Made",  "Maman", "Mulyadi", "Nana",   "Nurdin", "Opik",
  "Petrus", "Rahmat",  "Rangga", "Ridwan", "Rizal",  "Rudi",  "Rusdi", "Samsul",  "Slamet", "Sugeng", "Sutris",
  "Taufik", "Teguh",   "Tono",   "Ujang",  "Untung", "Wahyu", "Warto", "Wawan",   "Yadi",   "Yusuf",  "Zaenal",
};
static const char *const women[] = {
  "Ai",      "Ani",    "Anisa", "Ayu",   "Cici",  "Desi", "Dewi",   "Dian",  "Eka",    "Elis",
  "Endah",   "Erna",   "Fitri", "Hani",  "Hesti", "Ika",  "Imas",   "Indah", "Intan",  "Iis",
  "Kartika", "Lastri", "Lilis", "Lina",  "Maya",  "Mega", "Mimin",  "Nani",  "Neneng", "Ningsih",
  "Novi",    "Nur",    "Nurul", "Ratna", "Ririn", "Rini", "Rohmah", "Santi", "Siti",   "Sri",
  "Suci",    "Tati",   "Titin", "Tuti",  "Umi",   "Wati", "Wiwin",  "Yanti", "Yuli",   "Yuni",
};
static const char *const families[] = {
  "Adinata",   "Anggara",      "Ardiwinata", "Baskoro",    "Cahyadi",     "Danuarta",    "Darmaji",   "Erlangga",
  "Firmanto",  "Gandasaputra", "Handaka",    "Hardiyanto", "Hermansah",   "Iskandarsah", "Jatmika",   "Kertajaya",
  "Kusmayadi", "Lesmana",      "Maharja",    "Mangunsari", "Nataprawira", "Nugraha",     "Nursaban",  "Padmadi",
  "Pamungkas", "Pangestu",     "Permadi",    "Pranaja",    "Prasetya",    "Purnama",     "Rahardja",  "Ramdani",
  "Respati",   "Rosadi",       "Saefulah",   "Sanjaya",    "Santosa",     "Saputra",     "Sasmita",   "Setiadi",
  "Sigra",     "Sobari",       "Somantri",   "Subrata",    "Sudrajat",    "Suganda",     "Suherman",  "Sukmara",
  "Sumarna",   "Supriatna",    "Suryana",    "Sutarya",    "Tanuwira",    "Tarmidi",     "Tirtana",   "Wangsa",
  "Wardana",   "Wibawa",       "Wiguna",     "Wijaksana",  "Winata",      "Wiradinata",  "Yudistira", "Zulfahri",
};
static const char *const family_women[] = {
  "Anggraeni",   "Astuti",    "Cahyani",    "Damayanti", "Fatimah",   "Handayani", "Hapsari", "Hidayati",  "Kartini",
  "Komalasari",  "Kurniasih", "Kusumawati", "Lestari",   "Mardiana",  "Maryani",   "Nuraeni", "Nurhayati", "Oktaviani",
  "Permatasari", "Pratiwi",   "Puspita",    "Rahayu",    "Ratnasari", "Rosmiati",  "Safitri", "Sulastri",  "Sumiati",
  "Suryani",     "Utami",     "Wahyuni",    "Widianti",  "Wulansari", "Yuliana",   "Zahara",
};
static const char *const streets[] = {
  "Melati",      "Kenanga",       "Cempaka",       "Flamboyan",    "Pelangi",      "Pemuda",
  "Pasar Baru",  "Bukit Indah",   "Sawah Lega",    "Kebon Kelapa", "Mandor Hasan", "Rawa Bambu",
  "Gang Masjid", "Raya Industri", "Cisarua Dalam", "Stasiun Lama",
};
static const char *const banks[] = { "Bank Nusa Contoh", "Bank Kerta Sentana", "Bank Rakyat Wirasana",
                                     "Bank Daerah Tirtaraya" };

/**
 * jkk_demo_towns:
 * @n_towns: (out): how many
 *
 * Returns: (transfer none) (array length=n_towns): the invented towns, that of the office first.
 */
const JkkDemoTown *
jkk_demo_towns (guint *n_towns)
{
  *n_towns = G_N_ELEMENTS (towns);
  return towns;
}

/**
 * jkk_demo_name:
 * @dice: dice
 * @female: whether of a woman
 *
 * Returns: (transfer full): an invented full name.
 */
char *
jkk_demo_name (JkkDice *dice, gboolean female)
{
  const char *first = female ? JKK_DICE_PICK (dice, women) : JKK_DICE_PICK (dice, men);
  const char *second = female ? JKK_DICE_PICK (dice, women) : JKK_DICE_PICK (dice, men);
  const char *last =
      female && jkk_dice_chance (dice, 8000) ? JKK_DICE_PICK (dice, family_women) : JKK_DICE_PICK (dice, families);
  guint shape = jkk_dice_below (dice, 100);

  if (shape < 6)
    return g_strdup (female ? first : last);
  if (shape < 26 && second != first)
    return g_strdup_printf ("%s %s %s", first, second, last);
  return g_strdup_printf ("%s %s", first, last);
}

/**
 * jkk_demo_identity:
 * @dice: dice
 * @born: date of birth
 * @female: whether of a woman: the day then counts from 41
 * @serial: a number of this person
 *
 * Returns: (transfer full): a NIK of the right shape with a province that does not exist.
 */
char *
jkk_demo_identity (JkkDice *dice, JkkDay born, gboolean female, guint64 serial)
{
  int year, month, day;
  guint regency = 1 + jkk_dice_below (dice, 24), district = 1 + jkk_dice_below (dice, 30);

  jkk_day_split (born, &year, &month, &day);
  return g_strdup_printf ("99%02u%02u%02d%02d%02d%04u", regency, district, day + (female ? 40 : 0), month, year % 100,
                          (guint) (serial % 9999) + 1);
}

/**
 * jkk_demo_phone:
 * @dice: dice
 *
 * Returns: (transfer full): a number in a mobile network that does not exist.
 */
char *
jkk_demo_phone (JkkDice *dice)
{
  guint first = jkk_dice_below (dice, 10000);

  return g_strdup_printf ("0810 %04u %04u", first, jkk_dice_below (dice, 10000));
}

/**
 * jkk_demo_home:
 * @dice: dice
 * @town: where
 *
 * Returns: (transfer full): an invented address.
 */
char *
jkk_demo_home (JkkDice *dice, const JkkDemoTown *town)
{
  const char *street = JKK_DICE_PICK (dice, streets);
  guint number = 1 + jkk_dice_below (dice, 180), rt = 1 + jkk_dice_below (dice, 12), rw = 1 + jkk_dice_below (dice, 9);

  return g_strdup_printf ("Jl. %s No. %u RT %02u/RW %02u, %s", street, number, rt, rw, town->name);
}

/**
 * jkk_demo_bank:
 * @dice: dice
 * @account: (out): its number
 *
 * Returns: (transfer full): an invented bank.
 */
char *
jkk_demo_bank (JkkDice *dice, char **account)
{
  const char *bank = JKK_DICE_PICK (dice, banks);
  guint first = jkk_dice_below (dice, 100000);

  *account = g_strdup_printf ("99%05u%05u", first, jkk_dice_below (dice, 100000));
  return g_strdup (bank);
}

/**
 * jkk_demo_doctor:
 * @dice: dice
 * @specialist: whether a specialist signs
 * @licence: (out): the doctor's licence (SIP)
 *
 * Returns: (transfer full): an invented doctor.
 */
char *
jkk_demo_doctor (JkkDice *dice, gboolean specialist, char **licence)
{
  static const char *const fields[] = { "Sp.OT", "Sp.B", "Sp.OT", "Sp.KFR", "Sp.Ok" };
  g_autofree char *name = jkk_demo_name (dice, jkk_dice_chance (dice, 4500));
  const char *field = JKK_DICE_PICK (dice, fields);
  guint number = 1 + jkk_dice_below (dice, 900);

  *licence = g_strdup_printf ("SIP.99/%03u/DU/%u", number, 2021 + jkk_dice_below (dice, 5));
  return specialist ? g_strdup_printf ("dr. %s, %s", name, field) : g_strdup_printf ("dr. %s", name);
}

static JkkDay
birthday (JkkDice *dice, int year)
{
  /* Most accidents happen to the young. */
  guint age = 18 + jkk_dice_below (dice, 24) + (jkk_dice_chance (dice, 4000) ? jkk_dice_below (dice, 18) : 0);
  int month = (int) jkk_dice_between (dice, 1, 12);

  return jkk_day_new (year - (int) age, month, (int) jkk_dice_between (dice, 1, 28));
}

/**
 * jkk_demo_person:
 * @seed: seed of the office
 * @person: number of the person
 * @year: the year in which the office looks back
 * @participant: an empty record to be filled
 *
 * Fills in who a person is, but not what he or she works and earns.
 *
 * Returns: (transfer none): the town where he or she lives.
 */
const JkkDemoTown *
jkk_demo_person (guint32 seed, guint64 person, int year, JkkParticipant *participant)
{
  JkkDice dice = jkk_dice_new (seed, DICE_PERSON, person);
  gboolean female = jkk_dice_chance (&dice, 2800);
  const JkkDemoTown *town = jkk_dice_chance (&dice, 4000) ? &towns[0] : &JKK_DICE_PICK (&dice, towns);

  participant->name = jkk_demo_name (&dice, female);
  participant->born = birthday (&dice, year);
  participant->sex = g_strdup (female ? "perempuan" : "laki-laki");
  participant->identity = jkk_demo_identity (&dice, participant->born, female, person);
  /* 7919 has no common factor with 10⁹, so that no two people share a number. */
  participant->number = g_strdup_printf ("%02u%09" G_GUINT64_FORMAT, 15 + jkk_dice_below (&dice, 10),
                                         (person * 7919 + 104729) % 1000000000);
  participant->phone = jkk_demo_phone (&dice);
  participant->address = jkk_demo_home (&dice, town);
  participant->left_handed = jkk_dice_chance (&dice, 500);
  participant->registered = 1;
  participant->bank_name = jkk_demo_bank (&dice, &participant->bank_account);
  participant->bank_holder = g_strdup (participant->name);
  return town;
}

static const struct
{
  JkkDemoTrade trade;
  const char *line;   /* word in the name of the company */
  const char *sector; /* line of business */
  guint weight;
} lines[] = {
  { JKK_DEMO_FACTORY, "Tekstil", "Industri tekstil", 9 },
  { JKK_DEMO_FACTORY, "Garmen", "Industri pakaian jadi", 8 },
  { JKK_DEMO_FACTORY, "Logam", "Industri barang logam", 9 },
  { JKK_DEMO_FACTORY, "Alas Kaki", "Industri sepatu", 8 },
  { JKK_DEMO_FACTORY, "Mebel", "Industri kayu dan mebel", 7 },
  { JKK_DEMO_FACTORY, "Plastik", "Industri plastik", 6 },
  { JKK_DEMO_FACTORY, "Pangan", "Industri makanan", 7 },
  { JKK_DEMO_FACTORY, "Komponen", "Industri suku cadang", 6 },
  { JKK_DEMO_FACTORY, "Kertas", "Industri kertas dan kemasan", 4 },
  { JKK_DEMO_FARM, "Sawita", "Perkebunan kelapa sawit", 8 },
  { JKK_DEMO_FARM, "Agro", "Perkebunan teh dan karet", 4 },
  { JKK_DEMO_TRADE, "Niaga", "Perdagangan besar", 6 },
  { JKK_DEMO_TRADE, "Ritelindo", "Perdagangan eceran", 6 },
  { JKK_DEMO_TRANSPORT, "Logistik", "Angkutan barang", 6 },
  { JKK_DEMO_TRANSPORT, "Trans", "Angkutan penumpang", 3 },
  { JKK_DEMO_SERVICE, "Jasatama", "Jasa pengamanan dan kebersihan", 5 },
  { JKK_DEMO_SERVICE, "Griya", "Hotel dan rumah makan", 4 },
  { JKK_DEMO_BUILDING, "Konstruksi", "Bangunan dan jalan", 4 },
};
static const char *const stems[] = {
  "Wanara",     "Kertamas",   "Lumindra",    "Ratnawira",  "Sagaramas",   "Wirabuan",   "Candrasena",
  "Tirtalega",  "Pandumukti", "Saluwangi",   "Bumilarasa", "Mandrawira",  "Ganesatya",  "Surolaya",
  "Bantarmega", "Cakratama",  "Purbadaya",   "Rajasari",   "Sindangmas",  "Telagajaya", "Waringin Sakti",
  "Gemahraya",  "Nawasena",   "Kencanawira", "Sutrakarsa", "Lokamandala",
};
static const struct
{
  JkkDemoTrade trade;
  const char *name;
  const char *sector;
} circles[] = {
  { JKK_DEMO_DRIVER, "Paguyuban Pengemudi Ojek Roda Setia", "Angkutan ojek" },
  { JKK_DEMO_DRIVER, "Paguyuban Becak Motor Sumber Rejeki", "Angkutan becak motor" },
  { JKK_DEMO_DRIVER, "Koperasi Pengemudi Angkot Lintas Kota", "Angkutan kota" },
  { JKK_DEMO_FISHER, "Kelompok Nelayan Segara Rukun", "Penangkapan ikan" },
  { JKK_DEMO_FISHER, "Kelompok Tani Sawah Makmur", "Pertanian" },
  { JKK_DEMO_FISHER, "Himpunan Pedagang Pasar Induk", "Perdagangan pasar" },
};

static const char *
company_line (JkkDice *dice, gboolean building, JkkEmployer *employer, JkkDemoTrade *trade)
{
  guint weights[G_N_ELEMENTS (lines)];

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    weights[i] = (lines[i].trade == JKK_DEMO_BUILDING) == building || !building ? lines[i].weight : 0;
  guint i = jkk_dice_weighted (dice, weights, G_N_ELEMENTS (lines));
  employer->sector = g_strdup (lines[i].sector);
  *trade = lines[i].trade;
  return lines[i].line;
}

static void
name_company (JkkDice *dice, gboolean building, guint64 number, JkkEmployer *employer, JkkDemoTrade *trade)
{
  const char *line = company_line (dice, building, employer, trade);
  const char *stem = stems[number % G_N_ELEMENTS (stems)];
  const char *form = jkk_dice_chance (dice, 8500) ? "PT" : "CV";

  employer->name = g_strdup_printf ("%s %s %s", form, stem, line);
  employer->number = building ? g_strdup_printf ("PRY99%07" G_GUINT64_FORMAT, number + 1)
                              : g_strdup_printf ("NX%06" G_GUINT64_FORMAT, number + 1);
  g_autofree char *folded = g_ascii_strdown (stem, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autofree char *host = g_strjoinv ("", words);
  employer->email = g_strdup_printf ("personalia@%s.example", host);
}

static void
name_circle (JkkDice *dice, guint64 number, const JkkDemoTown *town, JkkEmployer *employer, JkkDemoTrade *trade)
{
  guint i = jkk_dice_below (dice, G_N_ELEMENTS (circles));

  employer->name = g_strdup_printf ("%s %s", circles[i].name, town->name);
  employer->number = g_strdup_printf ("NPW99%05" G_GUINT64_FORMAT, number + 1);
  employer->sector = g_strdup (circles[i].sector);
  *trade = circles[i].trade;
}

/**
 * jkk_demo_employer:
 * @seed: seed of the office
 * @segment: PU, BPU or JAKON
 * @number: number of the employer in its segment
 * @employer: an empty record to be filled
 * @trade: (out): its branch of work
 *
 * Returns: (transfer none): the town of an invented employer, circle or building project.
 */
const JkkDemoTown *
jkk_demo_employer (guint32 seed, const char *segment, guint64 number, JkkEmployer *employer, JkkDemoTrade *trade)
{
  JkkDice dice = jkk_dice_new (seed, DICE_EMPLOYER, number * 3 + (segment[0] == 'B' ? 1 : segment[0] == 'J' ? 2 : 0));
  const JkkDemoTown *town = jkk_dice_chance (&dice, 3500) ? &towns[0] : &JKK_DICE_PICK (&dice, towns);

  if (segment[0] == 'B')
    name_circle (&dice, number, town, employer, trade);
  else
    name_company (&dice, segment[0] == 'J', number, employer, trade);
  employer->address = jkk_demo_home (&dice, town);
  employer->phone = g_strdup_printf ("(%s) 55%04u", town->area, jkk_dice_below (&dice, 10000));
  employer->contact = jkk_demo_name (&dice, jkk_dice_chance (&dice, 6000));
  employer->wage_paid_on = segment[0] == 'P' && jkk_dice_chance (&dice, 7500);
  employer->arrears_months = jkk_dice_chance (&dice, 300) ? jkk_dice_between (&dice, 1, 3) : 0;
  return town;
}

/**
 * jkk_demo_occupation:
 * @dice: dice
 * @trade: a branch of work
 *
 * Returns: (transfer none): what a person does there.
 */
const char *
jkk_demo_occupation (JkkDice *dice, JkkDemoTrade trade)
{
  static const char *const factory[] = { "Operator mesin",    "Operator produksi", "Teknisi pemeliharaan",
                                         "Pengemas",          "Petugas gudang",    "Pemotong bahan",
                                         "Operator forklift", "Pengawas produksi" };
  static const char *const farm[] = { "Pemanen", "Perawat tanaman", "Pengangkut hasil panen", "Mandor kebun" };
  static const char *const trade_jobs[] = { "Pramuniaga", "Petugas gudang", "Kasir", "Pengantar barang" };
  static const char *const transport[] = { "Pengemudi truk", "Kernet", "Kurir", "Petugas bongkar muat" };
  static const char *const service[] = { "Satpam", "Petugas kebersihan", "Juru masak", "Teknisi gedung" };
  static const char *const building[] = { "Tukang batu", "Tukang besi", "Pekerja lapangan", "Tukang cat" };
  static const char *const driver[] = { "Pengemudi ojek", "Pengemudi angkot", "Pengantar makanan" };
  static const char *const fisher[] = { "Nelayan", "Petani", "Pedagang sayur", "Buruh angkut pasar" };

  switch (trade)
    {
    case JKK_DEMO_FACTORY:
      return JKK_DICE_PICK (dice, factory);
    case JKK_DEMO_FARM:
      return JKK_DICE_PICK (dice, farm);
    case JKK_DEMO_TRADE:
      return JKK_DICE_PICK (dice, trade_jobs);
    case JKK_DEMO_TRANSPORT:
      return JKK_DICE_PICK (dice, transport);
    case JKK_DEMO_SERVICE:
      return JKK_DICE_PICK (dice, service);
    case JKK_DEMO_BUILDING:
      return JKK_DICE_PICK (dice, building);
    case JKK_DEMO_DRIVER:
      return JKK_DICE_PICK (dice, driver);
    case JKK_DEMO_FISHER:
      return JKK_DICE_PICK (dice, fisher);
    }
  g_assert_not_reached ();
}
