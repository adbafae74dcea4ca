#include "core/base/error.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QTest>

using namespace mbtr;

class ConvertTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString path(const char* name) { return QString::fromStdString(m_folder.path(name)); }

private slots:
    void convertsBySuffixAndWarnsOfLosses()
    {
        m_folder.write("a.extxyz",
                       "1\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3 name=x energy=1\nH 0 0 0.1\n");
        const auto result = test::runMbtr({"convert", path("a.extxyz"), path("a.xyz")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, QString());
        const QString warning = "mbtr: warning: " + path("a.xyz") + ": XYZ cannot hold ";
        QCOMPARE(result.error, warning + "the cell of 1 structure\n" + warning + "the properties of structures: energy\n");
        QCOMPARE(test::contentOf(m_folder.path("a.xyz")), std::string("1\nx\nH 0 0 0.1\n"));
    }
    void saysWhichStructuresKeepTheirCells()
    {
        m_folder.write("mixed.extxyz",
                       "1\nProperties=species:S:1:pos:R:3\nH 0 0 0\n1\nLattice=\"2 0 0 0 2 0 0 0 2\" "
                       "Properties=species:S:1:pos:R:3\nFe 5 0 0\n");
        const auto result
            = test::runMbtr({"convert", path("mixed.extxyz"), path("cells.extxyz"), "--cell", "primitive", "--wrap"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error,
                 QString("mbtr: warning: --cell leaves 1 of 2 structures as they are: not periodic in three directions\n"
                         "mbtr: warning: --wrap leaves 1 of 2 structures as they are: not periodic\n"));
    }
    void saysNothingWhereNothingIsLost()
    {
        m_folder.write("b.poscar", "x\n1\n2 0 0\n0 2 0\n0 0 2\nH\n1\nD\n0 0 .5\n");
        for (const char* out : {"b.extxyz.gz", "b.cif", "b.vasp"}) {
            const auto result = test::runMbtr({"convert", path("b.poscar"), path(out), "--threads", "2"});
            QCOMPARE(result.exitCode, 0);
            QCOMPARE(result.error, QString());
            Progress progress;
            QCOMPARE(readFile(m_folder.path(out), progress).structures[0].positions(2, 0), 1.0);
        }
    }
    void aFailureWritesNothing_data()
    {
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("error");
        m_folder.write("two.xyz", "1\n\nH 0 0 0\n1\n\nH 0 0 0\n");
        m_folder.write("bad.xyz", "1\n\nH 0 0 x\n");
        QTest::newRow("several in a POSCAR")
            << "two.xyz"
            << "out.poscar" << path("out.poscar") + ": cannot be written: VASP POSCAR holds one structure a file, there are 2";
        QTest::newRow("broken input") << "bad.xyz"
                                      << "out.extxyz" << path("bad.xyz") + ", line 3: column 'pos': expected a number, found 'x'";
        QTest::newRow("no folder") << "two.xyz"
                                   << "absent/out.xyz" << path("absent/out.xyz") + ": cannot be written: there is no such folder";
    }
    void aFailureWritesNothing()
    {
        QFETCH(QString, in);
        QFETCH(QString, out);
        QFETCH(QString, error);
        const auto result = test::runMbtr({"convert", path(qPrintable(in)), path(qPrintable(out))});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.error, "mbtr: " + error + "\n");
        QVERIFY(!QFile::exists(path(qPrintable(out))));
    }
    void refusesASuffixThatNoFormatHas()
    {
        const auto result = test::runMbtr({"convert", "-", path("out.what")}, "1\n\nH 0 0 0\n");
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.error.startsWith("OUT: no format is known for this name; use one of .extxyz, .xyz, .qm9, .poscar, "
                                         ".xdatcar, .cif, .mmcif, .sdf, .mol, .pdb\n"),
                 qPrintable(result.error));
    }
    void needsBothNames() { QCOMPARE(test::runMbtr({"convert", "a.xyz"}).exitCode, 2); }
};

QTEST_GUILESS_MAIN(ConvertTest)
#include "convert_test.moc"
