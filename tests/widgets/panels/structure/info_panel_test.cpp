#include "tests/support/structures.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/structure/info_panel.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/studies/facts_study.h"

#include <QLabel>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

class InfoPanelTest : public QObject {
    Q_OBJECT

    Session m_session;
    Selection m_selection;
    JobList m_jobs;
    StructureEditor m_editor {&m_session, &m_selection, &m_jobs};
    FactsStudy m_facts {&m_jobs};
    InfoPanel m_panel {&m_session, &m_selection, &m_facts};

    QString text() const { return m_panel.findChild<QLabel*>("infoText")->text(); }

private slots:
    void initTestCase()
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {test::rockSalt(), test::ethanol()};
        m_session.setDataset({dataset, m_session.revision(Stage::Dataset)});
        m_selection.setStructure(0);
        m_panel.show();
    }
    void tellsTheSymmetryOfACrystal()
    {
        QTRY_VERIFY2(text().contains("Fm-3m, no. 225"), qPrintable(text()));
        QVERIFY(text().contains("2.164 g/cm\u00b3")); // 4 (22.990 + 35.45) u / (5.64 angstrom)^3
        QVERIFY(text().contains("22.426 \u00c5\u00b3"));
        QVERIFY(text().contains("m-3m"));
        QVERIFY(text().contains("2 atoms")); // primitive
    }
    void followsAnEditOfTheCell()
    {
        m_editor.setStrain({0.1, 0, 0, 0, 0, 0});
        m_editor.finish();
        QTRY_VERIFY2(text().contains("P4/mmm, no. 123") || text().contains("I4/mmm, no. 139"),
                     qPrintable(text())); // one axis longer
        m_session.revertStructure(0);
        QTRY_VERIFY(text().contains("Fm-3m, no. 225"));
    }
    void followsTheRulesOfBonds()
    {
        m_selection.setStructure(1);
        QTRY_VERIFY2(text().contains("C\u2082H\u2086O"), qPrintable(text()));
        QTRY_VERIFY(!text().contains("Space group"));
        m_session.changeBondRules({.extraTolerance = -2}, "x");
        QTRY_VERIFY2(text().contains("6 \u00d7 H"), qPrintable(text())); // fragments of single atoms
    }
};

QTEST_MAIN(InfoPanelTest)
#include "info_panel_test.moc"
