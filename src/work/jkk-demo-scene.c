#include "jkk-demo-scene.h"

#define ALL 0xff
#define FACTORY JKK_DEMO_FACTORY
#define FARM JKK_DEMO_FARM
#define TRADE JKK_DEMO_TRADE
#define TRANSPORT JKK_DEMO_TRANSPORT
#define SERVICE JKK_DEMO_SERVICE
#define BUILDING JKK_DEMO_BUILDING
#define DRIVER JKK_DEMO_DRIVER
#define FISHER JKK_DEMO_FISHER
#define COMPANY (FACTORY | FARM | TRADE | TRANSPORT | SERVICE | BUILDING)

#define HEALED(place_, trades_, weight_, body_, type_, source_)                                                        \
  .end = JKK_DEMO_HEALED, .place = JKK_DEMO_##place_, .trades = trades_, .weight = weight_, .body = body_,             \
  .type = type_, .source = source_
#define ENDS(end_, place_, trades_, weight_, body_, type_, source_)                                                    \
  .end = JKK_DEMO_##end_, .place = JKK_DEMO_##place_, .trades = trades_, .weight = weight_, .body = body_,             \
  .type = type_, .source = source_
#define STORY .chronology =
#define DOCTOR(code_, diagnosis_, findings_, treatment_)                                                               \
  .code = code_, .diagnosis = diagnosis_, .findings = findings_, .treatment = treatment_
#define DAYS(min_, max_) .days_min = min_, .days_max = max_
#define ROW(row_, min_, max_) .table_row = row_, .loss_min = min_, .loss_max = max_

static const JkkDemoScene scenes[] = {
  /* At work, healed: hands and fingers first. */
  { HEALED (INSIDE, FACTORY, 14, "jari-tangan", "terjepit", "mesin"),
    STORY
    "Sekitar pukul {jam} peserta membersihkan sisa bahan pada mesin pres. Ketika tangan masih di dalam area kerja, "
    "cetakan turun dan menjepit jari telunjuk kanan. Mesin segera dimatikan oleh rekan kerja.",
    DOCTOR ("S61.0",
            "Vulnus laceratum jari telunjuk tangan kanan",
            "Luka robek 3 cm pada ruas tengah jari telunjuk kanan, tepi tidak rata, perdarahan aktif, gerak jari baik.",
            "Pembersihan luka, jahit 5 simpul, antibiotik, analgetik, suntikan anti tetanus."),
    DAYS (3, 12) },
  { HEALED (INSIDE, FACTORY, 10, "jari-tangan", "tertangkap", "transmisi-mekanik"),
    STORY "Pada pukul {jam} peserta merapikan benang pada penggulung. Sarung tangan tersangkut pada rol yang berputar "
          "sehingga jari tengah dan jari manis tangan kiri tertarik dan terjepit.",
    DOCTOR (
        "S62.6",
        "Fraktur ruas jari tengah tangan kiri, tertutup",
        "Bengkak dan nyeri tekan pada jari tengah kiri; foto rontgen: garis patah pada falang media tanpa pergeseran.",
        "Pemasangan bidai jari, analgetik, kontrol poliklinik bedah tulang."),
    DAYS (18, 42) },
  { HEALED (INSIDE, FACTORY | BUILDING, 8, "jari-tangan", "terpukul", "perkakas-tangan"),
    STORY "Peserta memaku peti kemasan dengan palu. Pada pukul {jam} palu meleset dan mengenai ibu jari tangan kiri.",
    DOCTOR ("S60.1",
            "Kontusio ibu jari tangan kiri dengan hematoma bawah kuku",
            "Kuku ibu jari kiri kebiruan, nyeri tekan, tidak tampak patah tulang pada foto rontgen.",
            "Trepanasi kuku, kompres, analgetik."),
    DAYS (2, 7) },
  { HEALED (INSIDE, FACTORY | TRADE | SERVICE, 9, "jari-tangan", "terpukul", "perkakas-tangan"),
    STORY "Sekitar pukul {jam} peserta memotong lakban dan kardus dengan pisau pemotong. Pisau tergelincir dan melukai "
          "jari telunjuk tangan kiri.",
    DOCTOR ("S61.0",
            "Luka iris jari telunjuk tangan kiri",
            "Luka iris 2 cm pada ruas ujung jari telunjuk kiri, tepi rata, tidak mengenai tendon.",
            "Jahit 3 simpul, balut, anti tetanus."),
    DAYS (0, 5) },
  { HEALED (INSIDE, FACTORY, 7, "tangan", "terpapar", "bahan-mudah-terbakar-benda-panas"),
    STORY "Ketika memindahkan cetakan plastik panas pada pukul {jam}, pelindung tangan peserta robek sehingga telapak "
          "tangan kanan menyentuh cetakan.",
    DOCTOR ("T23.2",
            "Luka bakar derajat dua telapak tangan kanan",
            "Bula dan kulit kemerahan seluas kira-kira 1 % permukaan tubuh pada telapak tangan kanan.",
            "Perawatan luka bakar, salep, ganti balut berkala."),
    DAYS (7, 16) },
  { HEALED (INSIDE, COMPANY, 6, "tangan", "terjepit", "pengangkut-pengangkat-barang"),
    STORY "Peserta menurunkan palet bersama rekan kerja. Pada pukul {jam} palet bergeser dan menjepit tangan kanan "
          "peserta ke dinding rak.",
    DOCTOR ("S60.2",
            "Kontusio tangan kanan",
            "Bengkak punggung tangan kanan, memar, gerak jari terbatas karena nyeri.",
            "Kompres, bebat elastis, analgetik, foto rontgen tanpa kelainan."),
    DAYS (2, 9) },
  { HEALED (INSIDE, FACTORY | BUILDING, 5, "pergelangan-tangan", "terpukul", "perkakas-tangan"),
    STORY "Pada pukul {jam} peserta mengebor pelat besi. Mata bor macet sehingga gagang bor berputar dan memuntir "
          "pergelangan tangan kanan peserta.",
    DOCTOR ("S63.5",
            "Terkilir pergelangan tangan kanan",
            "Bengkak ringan dan nyeri gerak pada pergelangan tangan kanan, foto rontgen normal.",
            "Bebat, istirahat sendi, analgetik, fisioterapi singkat."),
    DAYS (5, 14) },
  { HEALED (INSIDE, FACTORY | BUILDING, 7, "mata", "terpapar", "debu-berbahaya"),
    STORY
    "Sekitar pukul {jam} peserta menggerinda besi. Kacamata pelindung dilepas sebentar karena berembun, lalu serpihan "
    "besi masuk ke mata kanan.",
    DOCTOR ("T15.0",
            "Benda asing pada kornea mata kanan",
            "Mata kanan merah dan berair, tampak serpihan logam di kornea, visus 6/9.",
            "Pengeluaran benda asing, tetes mata antibiotik, penutup mata."),
    DAYS (1, 6) },
  { HEALED (INSIDE, COMPANY, 8, "pergelangan-kaki", "tergelincir", "permukaan-lantai"),
    STORY
    "Lantai di dekat tempat cuci basah. Pada pukul {jam} peserta yang membawa keranjang tergelincir dan pergelangan "
    "kaki kiri terkilir.",
    DOCTOR ("S93.4",
            "Terkilir pergelangan kaki kiri",
            "Bengkak sisi luar pergelangan kaki kiri, nyeri tekan, foto rontgen tidak tampak patah tulang.",
            "Bebat elastis, kompres, analgetik, istirahat dengan kaki ditinggikan."),
    DAYS (4, 14) },
  { HEALED (INSIDE, FACTORY | TRADE | TRANSPORT | BUILDING, 8, "kaki", "terpukul", "pengangkut-pengangkat-barang"),
    STORY
    "Pada pukul {jam} tumpukan barang di gudang bergeser dan satu peti jatuh menimpa punggung kaki kanan peserta.",
    DOCTOR ("S90.3",
            "Kontusio punggung kaki kanan",
            "Memar dan bengkak punggung kaki kanan, nyeri tekan, rontgen normal.",
            "Kompres, analgetik, istirahat."),
    DAYS (3, 10) },
  { HEALED (INSIDE, FACTORY | BUILDING, 5, "kaki", "terpukul", "permukaan-lantai"),
    STORY
    "Ketika berjalan di area pembongkaran pada pukul {jam}, peserta menginjak papan berpaku; paku menembus sol sepatu "
    "kaki kiri.",
    DOCTOR ("S91.3",
            "Luka tusuk telapak kaki kiri",
            "Luka tusuk 0,5 cm pada telapak kaki kiri, sedikit berdarah.",
            "Eksplorasi dan cuci luka, anti tetanus, antibiotik."),
    DAYS (2, 8) },
  { HEALED (
        INSIDE, BUILDING | FACTORY | SERVICE, 5, "tungkai-bawah", "jatuh-dari-ketinggian-berbeda", "permukaan-lantai"),
    STORY
    "Peserta membetulkan lampu di atas tangga lipat setinggi dua meter. Pada pukul {jam} tangga bergeser dan peserta "
    "jatuh dengan kaki kanan tertekuk.",
    DOCTOR ("S82.6",
            "Fraktur tertutup maleolus lateral kaki kanan",
            "Bengkak dan kelainan bentuk pergelangan kaki kanan, krepitasi, saraf dan aliran darah ujung baik.",
            "Reposisi dan pemasangan gips, rawat inap 3 hari, kontrol berkala."),
    DAYS (40, 80) },
  { HEALED (INSIDE, COMPANY, 6, "punggung", "terpapar", "pengangkut-pengangkat-barang"),
    STORY "Pada pukul {jam} peserta mengangkat karung seberat kira-kira 40 kg dari lantai dan mendadak merasakan nyeri "
          "hebat di pinggang.",
    DOCTOR ("S33.5",
            "Terkilir pinggang",
            "Nyeri tekan otot pinggang, gerak membungkuk terbatas, tanpa gangguan saraf.",
            "Analgetik, pelemas otot, fisioterapi."),
    DAYS (3, 14) },
  { HEALED (INSIDE, COMPANY, 5, "kepala", "terbentur", "faktor-lingkungan"),
    STORY "Sekitar pukul {jam} peserta berdiri dari bawah rak dan kepalanya membentur siku rak besi.",
    DOCTOR ("S01.0",
            "Luka robek kulit kepala",
            "Luka robek 4 cm di puncak kepala, perdarahan, sadar penuh, tanpa muntah.",
            "Jahit 6 simpul, observasi 6 jam, anti tetanus."),
    DAYS (2, 7) },
  { HEALED (INSIDE, FACTORY | SERVICE, 4, "lengan-bawah", "terpapar", "bahan-mudah-terbakar-benda-panas"),
    STORY
    "Pada pukul {jam} peserta mengangkat panci berisi air panas di dapur; panci miring dan air menyiram lengan bawah "
    "kiri.",
    DOCTOR ("T22.2",
            "Luka bakar derajat dua lengan bawah kiri",
            "Kulit kemerahan dan bula pada lengan bawah kiri, kira-kira 2 % permukaan tubuh.",
            "Perawatan luka bakar, ganti balut setiap dua hari."),
    DAYS (7, 18) },
  { HEALED (INSIDE, FACTORY, 3, "lengan-bawah", "tertangkap", "conveyor"),
    STORY
    "Pada pukul {jam} peserta mengambil barang yang tersangkut di ban berjalan tanpa menghentikannya; lengan bawah "
    "kanan tertarik ke antara rol.",
    DOCTOR ("S52.5",
            "Fraktur tertutup radius distal kanan",
            "Kelainan bentuk pergelangan tangan kanan, nyeri tekan, rontgen: patah radius distal.",
            "Reposisi tertutup, gips lengan bawah, fisioterapi setelah gips dibuka."),
    DAYS (38, 70) },
  { HEALED (INSIDE, FARM, 9, "tangan", "terpukul", "perkakas-tangan"),
    STORY "Ketika memanen tandan buah pada pukul {jam}, egrek terlepas dari pelepah dan mengenai tangan kiri peserta.",
    DOCTOR ("S61.9",
            "Luka robek tangan kiri",
            "Luka robek 5 cm pada punggung tangan kiri, tendon utuh.",
            "Jahit berlapis, antibiotik, anti tetanus."),
    DAYS (5, 14) },
  { HEALED (INSIDE, FARM, 6, "mata", "terpapar", "faktor-lingkungan"),
    STORY "Sekitar pukul {jam} peserta memotong pelepah; serbuk dan duri jatuh mengenai mata kiri.",
    DOCTOR ("S05.0",
            "Lecet kornea mata kiri",
            "Mata kiri merah dan silau, pewarnaan menunjukkan lecet kornea 2 mm.",
            "Tetes antibiotik, penutup mata 24 jam."),
    DAYS (2, 7) },
  { HEALED (INSIDE, FARM | FISHER, 4, "kaki", "tergigit", "binatang"),
    STORY "Pada pukul {jam} peserta membersihkan rumput di pematang dan digigit ular pada punggung kaki kanan.",
    DOCTOR ("T63.0",
            "Gigitan ular pada kaki kanan",
            "Dua bekas gigitan, bengkak sampai pergelangan kaki, nyeri hebat.",
            "Serum anti bisa, observasi rawat inap 2 hari, antibiotik."),
    DAYS (6, 15) },
  { HEALED (INSIDE, FISHER, 7, "jari-tangan", "tertangkap", "perkakas-tangan"),
    STORY
    "Ketika menarik jaring di perahu pada pukul {jam}, jari tengah tangan kanan peserta terlilit tali jaring yang "
    "mengencang.",
    DOCTOR ("S61.0",
            "Luka robek jari tengah tangan kanan",
            "Luka melingkar pada jari tengah kanan, aliran darah ujung baik.",
            "Jahit luka, antibiotik, anti tetanus."),
    DAYS (5, 12) },
  { HEALED (INSIDE, DRIVER, 8, "tangan", "terjepit", "mesin"),
    STORY
    "Pada pukul {jam} peserta membetulkan rantai sepeda motor di pangkalan; tangan kanan terjepit antara rantai dan "
    "gir.",
    DOCTOR ("S61.8",
            "Luka robek tangan kanan",
            "Luka robek 3 cm di pangkal jempol kanan, kotor oleh oli.",
            "Cuci luka, jahit, antibiotik, anti tetanus."),
    DAYS (3, 10) },
  { HEALED (INSIDE, TRANSPORT, 6, "lutut", "tergelincir", "pengangkut-pengangkat-barang"),
    STORY "Sekitar pukul {jam} peserta turun dari bak truk, pijakan licin, lalu jatuh bertumpu pada lutut kiri.",
    DOCTOR ("S80.0",
            "Kontusio lutut kiri",
            "Bengkak lutut kiri, gerak terbatas karena nyeri, ligamen stabil.",
            "Kompres, bebat elastis, analgetik."),
    DAYS (4, 12) },
  { HEALED (INSIDE, SERVICE | TRADE, 6, "bahu", "jatuh-dari-ketinggian-sama", "permukaan-lantai"),
    STORY "Pada pukul {jam} peserta mengepel lobi, tersandung kabel dan jatuh dengan bahu kanan membentur lantai.",
    DOCTOR ("S40.0",
            "Kontusio bahu kanan",
            "Nyeri tekan bahu kanan, gerak mengangkat lengan terbatas, rontgen normal.",
            "Penyangga lengan, analgetik, latihan gerak."),
    DAYS (3, 12) },
  { HEALED (INSIDE, BUILDING, 8, "kepala", "terpukul", "faktor-lingkungan"),
    STORY "Pada pukul {jam} potongan kayu jatuh dari lantai dua dan mengenai helm peserta; tali helm tidak terpasang.",
    DOCTOR ("S06.0",
            "Cedera kepala ringan",
            "Pusing, mual, GCS 15, luka lecet dahi, CT scan tanpa perdarahan.",
            "Observasi 24 jam, analgetik, istirahat."),
    DAYS (4, 12) },
  { HEALED (INSIDE, FACTORY | SERVICE | BUILDING, 2, "tangan", "tersengat-listrik", "peralatan-listrik"),
    STORY "Sekitar pukul {jam} peserta menyambung kabel pompa yang masih bertegangan dan tersengat pada tangan kanan.",
    DOCTOR ("T75.4",
            "Sengatan listrik dengan luka bakar tangan kanan",
            "Luka bakar titik masuk pada telunjuk kanan, irama jantung normal.",
            "Pemantauan jantung 24 jam, perawatan luka."),
    DAYS (4, 12) },
  { HEALED (INSIDE, FACTORY, 1, "tangan", "terpapar", "bahan-kimia"),
    STORY
    "Peserta bekerja di bagian pencelupan sejak empat tahun. Sejak tiga bulan kulit kedua tangan gatal, merah, dan "
    "pecah-pecah; keluhan hilang pada waktu libur dan kambuh di tempat kerja.",
    DOCTOR ("L24.5",
            "Dermatitis kontak iritan akibat kerja pada kedua tangan",
            "Kulit kedua tangan merah, menebal, dan pecah-pecah; uji tempel sesuai.",
            "Salep, penghindaran bahan, penggantian sarung tangan pelindung."),
    DAYS (5, 14), .disease = TRUE },
  /* Outside the workplace, healed. */
  { HEALED (OUTSIDE, COMPANY, 8, "pergelangan-kaki", "jatuh-dari-ketinggian-sama", "permukaan-lantai"),
    STORY
    "Peserta mengantar surat ke kantor rekanan. Pada pukul {jam} peserta terperosok di trotoar yang rusak dan kaki "
    "kanan terkilir.",
    DOCTOR ("S93.4",
            "Terkilir pergelangan kaki kanan",
            "Bengkak pergelangan kaki kanan, sendi stabil, rontgen normal.",
            "Bebat elastis, analgetik."),
    DAYS (3, 12) },
  { HEALED (OUTSIDE, COMPANY, 5, "tangan", "tergigit", "binatang"),
    STORY "Sekitar pukul {jam} peserta mengantar pesanan ke rumah pelanggan dan digigit anjing pada tangan kiri.",
    DOCTOR ("S61.8",
            "Luka gigitan anjing pada tangan kiri",
            "Tiga luka gigitan pada tangan kiri, dangkal.",
            "Cuci luka, vaksin anti rabies, antibiotik."),
    DAYS (2, 7) },
  { HEALED (OUTSIDE, TRANSPORT | TRADE | DRIVER, 6, "punggung", "terpapar", "pengangkut-pengangkat-barang"),
    STORY
    "Ketika menurunkan barang di tempat pelanggan pada pukul {jam}, pinggang peserta mendadak nyeri dan tidak dapat "
    "ditegakkan.",
    DOCTOR ("M54.5",
            "Nyeri pinggang akut akibat mengangkat",
            "Kejang otot pinggang, refleks normal.",
            "Analgetik, pelemas otot, fisioterapi."),
    DAYS (3, 12) },
  { HEALED (OUTSIDE, FISHER, 8, "dada", "jatuh-dari-ketinggian-berbeda", "permukaan-lantai"),
    STORY "Pada pukul {jam} peserta menaikkan hasil tangkapan ke dermaga, tergelincir dan dada membentur tepi dermaga.",
    DOCTOR ("S20.2",
            "Kontusio dada",
            "Nyeri tekan iga kanan, napas baik, foto dada tanpa patah tulang.",
            "Analgetik, latihan napas."),
    DAYS (4, 12) },
  /* Traffic, healed. */
  { HEALED (TRAFFIC, ALL, 14, "lutut", "jatuh-dari-ketinggian-sama", "pengangkut-pengangkat-barang"),
    STORY "Dalam perjalanan {arah} dengan sepeda motor pada pukul {jam}, peserta menghindari lubang, jatuh, dan "
          "lutut kiri membentur aspal.",
    DOCTOR ("S80.0",
            "Kontusio dan lecet lutut kiri",
            "Luka lecet lutut kiri 6 cm, bengkak, gerak baik.",
            "Cuci luka, balut, analgetik, anti tetanus."),
    DAYS (3, 10) },
  { HEALED (TRAFFIC, ALL, 9, "banyak-tempat", "terbentur", "pengangkut-pengangkat-barang"),
    STORY
    "Pada pukul {jam} sepeda motor peserta disenggol mobil dari arah samping di persimpangan; peserta jatuh. Warga "
    "membawa peserta ke rumah sakit.",
    DOCTOR ("T00.9",
            "Luka lecet di banyak tempat",
            "Lecet pada siku, lutut, dan punggung tangan kanan, sadar penuh.",
            "Cuci luka, balut, observasi, anti tetanus."),
    DAYS (3, 12) },
  { HEALED (TRAFFIC, ALL, 7, "bahu", "jatuh-dari-ketinggian-sama", "pengangkut-pengangkat-barang"),
    STORY "Dalam perjalanan {arah} pada pukul {jam} sepeda motor peserta tergelincir pasir di tikungan; peserta jatuh "
          "dengan bahu kiri membentur jalan.",
    DOCTOR ("S42.0",
            "Fraktur tertutup tulang selangka kiri",
            "Bahu kiri turun, nyeri tekan dan krepitasi selangka kiri, rontgen: patah sepertiga tengah.",
            "Penyangga bahu angka delapan, analgetik, kontrol berkala."),
    DAYS (35, 60) },
  { HEALED (TRAFFIC, ALL, 5, "tungkai-bawah", "terbentur", "pengangkut-pengangkat-barang"),
    STORY
    "Pada pukul {jam} peserta dalam tugas mengantar barang; truk di depan berhenti mendadak dan sepeda motor peserta "
    "menabrak bagian belakangnya. Kaki kanan terjepit.",
    DOCTOR ("S82.2",
            "Fraktur tertutup tulang kering kanan",
            "Bengkak dan kelainan bentuk tungkai bawah kanan, rontgen: patah tulang kering tanpa pecahan.",
            "Operasi pemasangan pelat, rawat inap 5 hari, latihan berjalan dengan kruk."),
    DAYS (70, 150) },
  { HEALED (TRAFFIC, ALL, 5, "kepala", "terbentur", "pengangkut-pengangkat-barang"),
    STORY "Sekitar pukul {jam} dalam perjalanan {arah} peserta ditabrak dari belakang dan jatuh; sempat tidak sadar "
          "beberapa menit.",
    DOCTOR ("S06.0",
            "Gegar otak ringan",
            "GCS 15, hematoma belakang kepala, CT scan tanpa perdarahan.",
            "Rawat inap 2 hari untuk observasi, analgetik."),
    DAYS (6, 18) },
  { HEALED (TRAFFIC, ALL, 4, "jari-kaki", "terjepit", "pengangkut-pengangkat-barang"),
    STORY "Pada pukul {jam} roda gerobak melindas jari kaki kiri peserta ketika menyeberang jalan menuju tempat kerja.",
    DOCTOR ("S92.5",
            "Fraktur jari kaki kiri",
            "Bengkak dan memar jari kedua kaki kiri, rontgen: patah tanpa pergeseran.",
            "Bebat jari berdampingan, analgetik."),
    DAYS (14, 30) },
  /* Loss of function. */
  { ENDS (FUNCTIONAL, INSIDE, ALL, 4, "lengan-bawah", "tertangkap", "transmisi-mekanik"),
    STORY "Pada pukul {jam} lengan baju peserta tertarik puli yang tidak bertutup; lengan bawah kanan patah terbuka.",
    DOCTOR ("S52.3",
            "Fraktur terbuka radius dan ulna kanan, kaku sendi siku",
            "Patah terbuka lengan bawah kanan; setelah pengobatan gerak menekuk siku tersisa 80 derajat.",
            "Operasi pemasangan pelat, perawatan luka, fisioterapi 3 bulan."),
    DAYS (100, 170), ROW (3, 15, 45) },
  { ENDS (FUNCTIONAL, INSIDE, ALL, 4, "jari-tangan", "terjepit", "mesin"),
    STORY "Sekitar pukul {jam} jari telunjuk kanan peserta terjepit cetakan mesin pres ketika mengatur bahan.",
    DOCTOR ("S66.1",
            "Putus tendon fleksor telunjuk kanan, kaku sendi",
            "Setelah pengobatan telunjuk kanan tidak dapat menekuk penuh; kekuatan menggenggam berkurang.",
            "Penyambungan tendon, fisioterapi tangan."),
    DAYS (60, 110), ROW (17, 30, 80) },
  { ENDS (FUNCTIONAL, TRAFFIC, ALL, 5, "lengan-atas", "terbentur", "pengangkut-pengangkat-barang"),
    STORY "Dalam perjalanan {arah} pada pukul {jam} sepeda motor peserta bertabrakan dengan mobil di persimpangan; "
          "lengan kiri peserta patah.",
    DOCTOR ("S42.3",
            "Fraktur humerus kiri dengan kelemahan lengan",
            "Setelah pengobatan kekuatan otot lengan kiri 3 dari 5 dan gerak bahu terbatas.",
            "Operasi pemasangan paku, fisioterapi 4 bulan."),
    DAYS (110, 190), ROW (2, 20, 50) },
  { ENDS (FUNCTIONAL, OUTSIDE, ALL, 3, "mata", "terpapar", "bahan-kimia"),
    STORY "Pada pukul {jam} peserta menuang cairan pembersih di tempat pelanggan; cairan memercik ke mata kanan.",
    DOCTOR ("T26.5",
            "Luka bakar kimia mata kanan dengan penurunan penglihatan",
            "Jaringan parut kornea mata kanan; visus akhir 6/30 dengan koreksi.",
            "Irigasi segera, tetes mata, kontrol spesialis mata berkala."),
    DAYS (40, 80), ROW (12, 30, 60) },
  /* Loss of a limb. */
  { ENDS (ANATOMICAL, INSIDE, ALL, 6, "jari-tangan", "terjepit", "mesin"),
    STORY
    "Pada pukul {jam} peserta menata bahan di bawah pisau mesin potong. Pedal terinjak dan pisau turun mengenai jari "
    "telunjuk kanan.",
    DOCTOR ("S68.1",
            "Amputasi traumatik jari telunjuk kanan",
            "Jari telunjuk kanan hilang setinggi pangkal; luka telah sembuh.",
            "Operasi penutupan puntung, antibiotik."),
    DAYS (35, 60), ROW (17, 0, 0) },
  { ENDS (ANATOMICAL, INSIDE, ALL, 6, "jari-tangan", "tertangkap", "transmisi-mekanik"),
    STORY "Sekitar pukul {jam} sarung tangan peserta tertarik rantai penggerak; ruas ujung jari tengah kiri terputus.",
    DOCTOR ("S68.1",
            "Amputasi ruas pertama jari tengah kiri",
            "Ruas ujung jari tengah kiri hilang; puntung baik.",
            "Penutupan puntung, antibiotik, anti tetanus."),
    DAYS (21, 42), ROW (24, 0, 0) },
  { ENDS (ANATOMICAL, INSIDE, ALL, 3, "jari-tangan", "terpukul", "mesin"),
    STORY "Pada pukul {jam} peserta membelah kayu dengan gergaji bundar tanpa tutup; ibu jari kiri terkena gergaji.",
    DOCTOR ("S68.0",
            "Amputasi traumatik ibu jari kiri",
            "Ibu jari kiri hilang setinggi pangkal; luka telah sembuh.",
            "Operasi penutupan puntung, fisioterapi tangan."),
    DAYS (40, 75), ROW (16, 0, 0) },
  { ENDS (ANATOMICAL, TRAFFIC, ALL, 3, "kaki", "terjepit", "pengangkut-pengangkat-barang"),
    STORY
    "Dalam tugas mengantar barang pada pukul {jam} kaki kanan peserta terlindas truk dan tidak dapat diselamatkan.",
    DOCTOR ("S98.0",
            "Amputasi kaki kanan setinggi mata kaki",
            "Kaki kanan hilang dari mata kaki; puntung baik.",
            "Operasi amputasi, rawat inap, latihan dengan prothesa."),
    DAYS (90, 150), ROW (10, 0, 0) },
  { ENDS (ANATOMICAL, OUTSIDE, ALL, 2, "jari-kaki", "terpukul", "pengangkut-pengangkat-barang"),
    STORY "Ketika bongkar muat di tempat pelanggan pada pukul {jam}, pelat besi jatuh menimpa ibu jari kaki kiri.",
    DOCTOR ("S98.1",
            "Amputasi ibu jari kaki kiri",
            "Ibu jari kaki kiri hilang; luka telah sembuh.",
            "Penutupan puntung, antibiotik."),
    DAYS (35, 60), ROW (25, 0, 0) },
  /* Total and permanent. */
  { ENDS (TOTAL, INSIDE, ALL, 1, "punggung", "jatuh-dari-ketinggian-berbeda", "permukaan-lantai"),
    STORY "Pada pukul {jam} peserta jatuh dari perancah setinggi enam meter; kedua tungkai tidak dapat digerakkan.",
    DOCTOR ("S24.1",
            "Cedera sumsum tulang belakang dengan kelumpuhan kedua tungkai",
            "Kelumpuhan kedua tungkai, mati rasa setinggi pusar, gangguan berkemih menetap.",
            "Operasi stabilisasi, rawat inap lama, rehabilitasi medis."),
    DAYS (150, 260) },
  { ENDS (TOTAL, TRAFFIC, ALL, 1, "kepala", "terbentur", "pengangkut-pengangkat-barang"),
    STORY "Dalam perjalanan {arah} pada pukul {jam} peserta tertabrak truk; peserta tidak sadar sampai di rumah "
          "sakit.",
    DOCTOR ("S06.2",
            "Cedera otak berat dengan kehilangan kemampuan kerja tetap",
            "Gangguan berpikir dan kelemahan separuh badan menetap, memerlukan bantuan sehari-hari.",
            "Operasi kepala, perawatan intensif, rehabilitasi medis."),
    DAYS (160, 280) },
  /* Death. */
  { ENDS (DEATH, TRAFFIC, ALL, 8, "kepala", "terbentur", "pengangkut-pengangkat-barang"),
    STORY "Dalam perjalanan {arah} pada pukul {jam} sepeda motor peserta tertabrak truk di jalan raya. Peserta "
          "meninggal dunia meskipun telah ditolong.",
    DOCTOR (
        "S06.9", "Cedera kepala berat", "GCS 3, pupil melebar, patah dasar tengkorak.", "Resusitasi; tidak berhasil."),
    DAYS (0, 0) },
  { ENDS (DEATH, INSIDE, ALL, 3, "banyak-tempat", "jatuh-dari-ketinggian-berbeda", "permukaan-lantai"),
    STORY
    "Pada pukul {jam} peserta mengganti atap gudang, lembar atap pecah, dan peserta jatuh dari ketinggian sembilan "
    "meter. Sabuk pengaman tidak terkait.",
    DOCTOR ("T07",
            "Cedera berat di banyak tempat",
            "Tidak ada nadi, patah tulang panggul dan dada.",
            "Resusitasi; tidak berhasil."),
    DAYS (0, 0) },
  { ENDS (DEATH, INSIDE, ALL, 2, "kelainan-umum", "tersengat-listrik", "peralatan-listrik"),
    STORY
    "Sekitar pukul {jam} peserta membetulkan panel yang masih bertegangan dan tersengat; tidak sadar ketika ditemukan.",
    DOCTOR ("T75.4",
            "Henti jantung akibat sengatan listrik",
            "Luka bakar listrik tangan kanan, henti jantung.",
            "Resusitasi; tidak berhasil."),
    DAYS (0, 0) },
  { ENDS (DEATH, INSIDE, ALL, 3, "kelainan-umum", "terpapar", "faktor-lingkungan"),
    STORY
    "Pada pukul {jam} peserta mendadak jatuh tidak sadar di tempat kerja ketika menata barang dan meninggal dalam "
    "perjalanan ke rumah sakit.",
    DOCTOR ("I46.1",
            "Meninggal mendadak di tempat kerja",
            "Tidak ada nadi dan napas ketika tiba.",
            "Resusitasi; tidak berhasil."),
    DAYS (0, 0) },
  { ENDS (DEATH, OUTSIDE, ALL, 2, "kelainan-umum", "tenggelam", "faktor-lingkungan"),
    STORY
    "Ketika memeriksa pompa di tepi sungai pada pukul {jam}, peserta terpeleset, hanyut, dan ditemukan meninggal.",
    DOCTOR ("T75.1", "Tenggelam", "Tidak ada tanda kehidupan; busa pada jalan napas.", "Tidak ada tindakan."),
    DAYS (0, 0) },
};

/**
 * jkk_demo_scenes:
 * @n_scenes: (out): how many
 *
 * Returns: (transfer none) (array length=n_scenes): all invented accidents.
 */
const JkkDemoScene *
jkk_demo_scenes (guint *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}

/**
 * jkk_demo_scene_pick:
 * @dice: dice
 * @end: how it ends
 * @place: where it happens
 * @trade: to whom
 *
 * Returns: (transfer none): an accident; of those that cannot happen to @trade or at @place the nearest one.
 */
const JkkDemoScene *
jkk_demo_scene_pick (JkkDice *dice, JkkDemoEnd end, JkkDemoPlace place, JkkDemoTrade trade)
{
  for (guint strictness = 2;; strictness--)
    {
      guint weights[G_N_ELEMENTS (scenes)], sum = 0;

      for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
        {
          gboolean fits = scenes[i].end == end && (strictness < 1 || scenes[i].place == place) &&
                          (strictness < 2 || (scenes[i].trades & trade) != 0);

          weights[i] = fits ? scenes[i].weight : 0;
          sum += weights[i];
        }
      if (sum > 0)
        return &scenes[jkk_dice_weighted (dice, weights, G_N_ELEMENTS (scenes))];
      g_assert (strictness > 0);
    }
}

/**
 * jkk_demo_scene_for_body:
 * @body_part: (nullable): code of a part of the body
 *
 * Returns: (transfer none): an accident that heals and hurts this part; any one if there is none.
 */
const JkkDemoScene *
jkk_demo_scene_for_body (const char *body_part)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (scenes[i].end == JKK_DEMO_HEALED && g_strcmp0 (scenes[i].body, body_part) == 0)
      return &scenes[i];
  return &scenes[0];
}
