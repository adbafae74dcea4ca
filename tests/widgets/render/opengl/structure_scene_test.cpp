#include "tests/support/gl_main.h"
#include "tests/support/image_check.h"
#include "tests/support/structures.h"
#include "widgets/jobs/job_list.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/theme/theme.h"

using namespace mbtr;
using namespace mbtr::gui;

class StructureSceneTest : public QObject {
    Q_OBJECT

    JobList m_jobs;
    std::unique_ptr<VtkView> m_view;

    [[nodiscard]] bool show(const Structure& structure, const std::vector<int>& picked = {})
    {
        m_view->setStructure(std::make_shared<Structure>(structure));
        m_view->setPickedAtoms(picked);
        m_view->show();
        return QTest::qWaitForWindowExposed(m_view.get());
    }

private slots:
    void init()
    {
        if (!openGlWidgetsWork())
            QSKIP("no OpenGL");
        applyTheme(Theme::Light);
        m_view = std::make_unique<VtkView>(&m_jobs);
        m_view->setSamples(0);
        m_view->resize(400, 300);
    }
    void cleanup() { m_view.reset(); }

    void looksAsBefore_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<std::vector<int>>("picked");
        const std::vector<int> none;
        QTest::newRow("a molecule") << test::ethanol() << "ethanol" << false << none;
        QTest::newRow("a molecule on dark ground") << test::ethanol() << "ethanol-dark" << true << none;
        QTest::newRow("picked atoms") << test::ethanol() << "ethanol-picked" << false << std::vector<int> {2, 3};
        QTest::newRow("a crystal") << test::rockSalt() << "rock-salt" << false << none;
        QTest::newRow("a network") << test::diamond() << "diamond" << false << none;
        QTest::newRow("separate ions") << test::perovskite() << "perovskite" << false << none;
    }
    void looksAsBefore()
    {
        QFETCH(Structure, structure);
        QFETCH(QString, name);
        QFETCH(bool, dark);
        QFETCH(std::vector<int>, picked);
        applyTheme(dark ? Theme::Dark : Theme::Light);
        QVERIFY(show(structure, picked));
        MBTR_COMPARE_IMAGE(m_view->image(), name);
    }
    void grabbingAWidgetShowsTheScene()
    {
        QVERIFY(show(test::ethanol()));
        const QImage inside = m_view->grab().toImage().copy(1, 1, 398, 298);
        QVERIFY(test::differenceOf(inside, m_view->image()).mean < 0.5);
    }
    void refusesPicturesOfOneColor()
    {
        QImage blank(400, 300, QImage::Format_RGB888);
        blank.fill(Qt::white);
        QVERIFY(!test::compareWithBaseline(blank, "ethanol").isEmpty());
    }
    void seesTheDifferenceBetweenTwoMolecules()
    {
        QVERIFY(show(test::ethanol()));
        const QImage ethanol = m_view->image();
        QVERIFY(show(test::water()));
        QVERIFY(test::differenceOf(ethanol, m_view->image()).mean > 3);
    }
    void repeatsAtomsOnFacesEdgesAndCorners()
    {
        QVERIFY(show(test::rockSalt()));
        QCOMPARE(m_view->shown().atoms.size(), 27u); // 14 of Na, 13 of Cl
        QCOMPARE(m_view->shown().bonds.size(), 54u);
        QVERIFY(show(test::diamond()));
        QCOMPARE(m_view->shown().atoms.size(), 18u); // 8 corners, 6 faces, 4 inside
        QCOMPARE(m_view->shown().bonds.size(), 16u);
        QVERIFY(show(test::perovskite()));
        QCOMPARE(m_view->shown().atoms.size(), 15u);
    }
    void keepsMoleculesInACellWhole()
    {
        Structure box = test::ethanol();
        box.cell = cellFromParameters({6, 6, 6}, {90, 90, 90});
        QVERIFY(show(box));
        QCOMPARE(m_view->shown().atoms.size(), 9u);
        QCOMPARE(m_view->shown().bonds.size(), 8u);
        for (const DisplayedBond& bond : m_view->shown().bonds)
            QVERIFY((bond.end - m_view->shown().atoms[std::size_t(bond.first)].position).norm() < 2);
    }
    void drawsBondsThroughTheFacesHalf()
    {
        Structure chain = test::water();
        chain.species = {6};
        chain.positions = Eigen::Vector3d(0.7, 2, 2);
        chain.cell = cellFromParameters({1.4, 4, 4}, {90, 90, 90});
        QVERIFY(show(chain));
        QCOMPARE(m_view->shown().atoms.size(), 1u);
        QCOMPARE(m_view->shown().bonds.size(), 2u);
    }
    void survivesOddStructures()
    {
        Structure odd = test::water();
        odd.positions(0, 1) = std::nan("");
        QVERIFY(show(odd));
        odd = test::rockSalt();
        odd.cell->vectors.setZero();
        QVERIFY(show(odd));
        QCOMPARE(m_view->shown().atoms.size(), 8u);
        QVERIFY(show(Structure {}));
        QVERIFY(!m_view->image().isNull());
    }
};

MBTR_GL_TEST_MAIN(StructureSceneTest)
#include "structure_scene_test.moc"
