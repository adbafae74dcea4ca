#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "tests/support/test_data.h"

#include <QRegularExpression>
#include <QTest>
#include <map>

using namespace mbtr;

namespace {

/// What a good file must load as where INDEX.tsv does not say it rightly: "frames formula of the first".
const std::map<QString, QString> kBetter {
    {"ethane.cml", "1 C2H6"}, // ASE was not asked
    {"chemiscope_showcase.json.gz", "29 C5H5N5O"},
    {"scientific-notation.poscar", "1 HO"}, // ASE fails
    {"SO3.cif", "1 O3S"},
    {"ngl_v3000.sdf", "1 C16N4O3"}, // its second molecule has groups R1, R2; ASE reads no atoms
    {"cod_4020641.gro", "1 C26H44O9SSi"}, // ASE takes SI for S
    {"jmol_gold.cif", "1 Au4"},
    {"multi_frames.gro", "2 H6O3"},
    {"spglib_orthorhombic_POSCAR-036", "1 Nb80O240Pb48"},
    {"spglib_trigonal_POSCAR-148-2", "1 O216P72Yb24"},
    {"nmd18_train_1_geometry.xyz", "1 Al20Ga12O48"},
    {"hhaoyan_nacl.xyz", "1 ClNa"},
};

/// Good files that cannot be read without an answer or hold no structure: how the sentence begins.
const std::map<QString, QString> kSentences {
    {"vasp4-format.poscar", "the elements are missing (VASP 4 format): expected a line of 2 element symbols"},
    {"POSCAR_example_1", "the elements are missing (VASP 4 format): expected a line of 1 element symbol"},
    {"eol-test.cif", "holds no atoms"},
};

/// "frames formula", or "" with the sentence of the error in `problem`.
QString readAs(const std::string& path, QString& problem)
{
    Progress progress;
    try {
        const Dataset dataset = readFile(path, progress);
        return QString("%1 %2").arg(dataset.size()).arg(QString::fromStdString(formula(dataset.structures[0])));
    } catch (const FileError& error) {
        problem = QString::fromStdString(error.message());
    }
    return {};
}

/// "1 frame(s); first: 30 atoms Cr12O18 cell V=305.029" as "1 Cr12O18"; empty for anything else.
QString expectedFrom(const QString& index)
{
    const auto match = QRegularExpression("^(\\d+) frame\\(s\\); first: (\\d+) atoms ?(\\S*)").match(index);
    return match.hasMatch() && match.captured(2) != "0" ? match.captured(1) + " " + match.captured(3) : QString();
}

} // namespace

/// Every file of the collection of real files, by its own index.
class WildTest : public QObject {
    Q_OBJECT

private slots:
    void loadsAsTheIndexSaysOrGivesOneSentence_data()
    {
        QTest::addColumn<QString>("expected");
        const std::string index = test::realDataFile("wild/INDEX.tsv");
        if (index.empty())
            QSKIP("the real datasets are not here");
        const QStringList lines = QString::fromStdString(test::contentOf(index)).split('\n', Qt::SkipEmptyParts).mid(1);
        for (const QString& line : lines) {
            const QStringList fields = line.split('\t');
            QTest::newRow(qPrintable(fields[0]))
                << (kBetter.contains(fields[0]) ? kBetter.at(fields[0]) : expectedFrom(fields.value(6)));
        }
    }
    void loadsAsTheIndexSaysOrGivesOneSentence()
    {
        QFETCH(QString, expected);
        const QString name = QTest::currentDataTag();
        QString problem;
        const QString result = readAs(test::realDataFile("wild/" + name.toStdString()), problem);
        if (name.startsWith("bad_")) {
            QVERIFY(!result.isEmpty() || !problem.isEmpty());
            QVERIFY(!problem.contains('\n'));
        } else if (const auto sentence = kSentences.find(name); sentence != kSentences.end()) {
            QVERIFY2(problem.startsWith(sentence->second), qPrintable(problem));
        } else {
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QCOMPARE(result, expected);
        }
    }
    void holdsSixtyOneFiles()
    {
        const std::string index = test::realDataFile("wild/INDEX.tsv");
        if (index.empty())
            QSKIP("the real datasets are not here");
        QCOMPARE(QString::fromStdString(test::contentOf(index)).count('\n'), 62); // and the heading
    }
};

QTEST_APPLESS_MAIN(WildTest)
#include "wild_test.moc"
