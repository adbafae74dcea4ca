#include "core/dataset/dataset.h"
#include "tests/support/small_dataset.h"
#include "tests/support/structures.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/elided_label.h"
#include "widgets/fields/structure_text.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/structure/frame_bar.h"
#include "widgets/panels/structure/frame_strip.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/view/vtk_view.h"

#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QThread>
#include <QToolButton>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

std::shared_ptr<const Dataset> datasetOf(std::vector<Structure> structures)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->structures = std::move(structures);
    return dataset;
}

} // namespace

class StructurePanelTest : public QObject {
    Q_OBJECT

    Session m_session;
    Selection m_selection;
    JobList m_jobs;
    std::unique_ptr<StructurePanel> m_panel;

    template <typename T> T* find(const char* name) { return m_panel->findChild<T*>(name); }
    void open(std::vector<Structure> structures)
    {
        m_session.setDataset({datasetOf(std::move(structures)), m_session.revision(Stage::Dataset)});
        m_selection.setStructure(0);
    }

private slots:
    void init()
    {
        m_session.setDataset({});
        m_selection.setStructure(-1);
        m_panel = std::make_unique<StructurePanel>(&m_session, &m_selection, &m_jobs);
        m_panel->show();
    }
    void aSlabShowsItsAreaAndNoHeight()
    {
        Structure slab = test::rockSalt();
        slab.cell->vectors << 3, 0, 0, 1, 4, 0, 0, 0, 1;
        slab.cell->periodic = {true, true, false};
        QCOMPARE(cellText(slab), QString::fromUtf8("a, b = 3.000, 4.123 Å · γ = 76.0° · area = 12.00 Å²"));
        slab.cell->periodic = {true, false, true};
        QCOMPARE(cellText(slab), QString::fromUtf8("a, c = 3.000, 1.000 Å · β = 90.0° · area = 3.00 Å²"));
        slab.cell->periodic = {false, true, false};
        QCOMPARE(cellText(slab), QString::fromUtf8("b = 4.123 Å"));
    }
    void aLineThatDoesNotFitEndsInAnEllipsis()
    {
        open({test::rockSalt()});
        auto* cell = find<ElidedLabel>("structureCell");
        m_panel->resize(1400, 700);
        QVERIFY(cell->text().endsWith(QString::fromUtf8("V = 179.41 Å³")));
        cell->resize(120, cell->height());
        QVERIFY(cell->shownText().endsWith(QChar(0x2026)) && cell->shownText().size() < cell->text().size());
        QCOMPARE(cell->toolTip(), cell->text());
        cell->resize(2000, cell->height());
        QCOMPARE(cell->shownText(), cell->text());
    }
    void showsALabelWhereThereIsNoOpenGl()
    {
        QVERIFY(!openGlWidgetsWork());
        open({test::water()});
        QVERIFY(!m_panel->view()->surface());
        QVERIFY(find<QLabel>("noOpenGlLabel")->isVisible());
        QVERIFY(!m_panel->grab().isNull());
        QVERIFY(!m_panel->view()->image().isNull());
    }
    void invitesToOpenAFileWhereThereIsNothing()
    {
        QVERIFY(find<QLabel>("structureEmpty")->isVisible());
        open({test::water()});
        QVERIFY(!find<QLabel>("structureEmpty")->isVisible());
    }
    void saysWhatIsShown()
    {
        open({test::rockSalt(), test::ethanol()});
        QCOMPARE(find<QLabel>("structureTitle")->text(), QString::fromUtf8("rock salt · Cl₄Na₄ · 8 atoms"));
        QVERIFY(find<QLabel>("structureCell")->text().contains(QString::fromUtf8("V = 179.41 Å³")));
        m_selection.setStructure(1);
        QCOMPARE(find<QLabel>("structureTitle")->text(), QString::fromUtf8("ethanol · C₂H₆O · 9 atoms"));
        QVERIFY(!find<QLabel>("structureCell")->isVisible());
    }
    void hasAPlayerOnlyForSeveralStructures()
    {
        open({test::water()});
        QVERIFY(!find<QWidget>("frameBar")->isVisible());
        open({test::water(), test::water()});
        QVERIFY(find<QWidget>("frameBar")->isVisible());
        QCOMPARE(find<QLabel>("frameNumber")->text(), QString("0 of 2"));
    }
    void aMissingValueHasNoUnit()
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {test::water(), test::water(), test::water()};
        dataset->properties = {{"energy", "eV", StructureNumbers {1, {-1.5, std::nan(""), -2}}}};
        m_session.setDataset({dataset, m_session.revision(Stage::Dataset)});
        m_selection.setStructure(0);
        const auto* strip = m_panel->findChild<FrameStrip*>();
        QCOMPARE(strip->currentText(), QString("energy = -1.5 eV"));
        m_selection.setStructure(1);
        QCOMPARE(strip->currentText(), QString("energy: no value"));
    }
    void stepsThroughTheStructures()
    {
        open({test::water(), test::ethanol(), test::diamond()});
        find<QToolButton>("nextFrame")->click();
        QCOMPARE(m_selection.structure(), 1);
        find<QToolButton>("lastFrame")->click();
        QCOMPARE(m_selection.structure(), 2);
        QTest::keyClick(m_panel.get(), Qt::Key_PageDown);
        QCOMPARE(m_selection.structure(), 0);
        QTest::keyClick(m_panel.get(), Qt::Key_PageUp);
        QCOMPARE(m_selection.structure(), 2);
        find<QSlider>("frameSlider")->setValue(1);
        QCOMPARE(m_selection.structure(), 1);
        find<QToolButton>("firstFrame")->click();
        QCOMPARE(m_selection.structure(), 0);
    }
    void playsUntilSpaceIsPressedAgain()
    {
        open({test::water(), test::water(), test::water()});
        QTest::keyClick(m_panel.get(), Qt::Key_Space);
        QTRY_COMPARE(m_selection.structure(), 2);
        QTRY_COMPARE(m_selection.structure(), 0);
        QTest::keyClick(m_panel.get(), Qt::Key_Space);
        QVERIFY(!static_cast<FrameBar*>(find<QWidget>("frameBar"))->isPlaying());
    }
    void playingEndsAtTheLastFrameWithoutLoop()
    {
        open({test::water(), test::water(), test::water()});
        find<QToolButton>("loopFrames")->setChecked(false);
        find<QSpinBox>("frameSpeed")->setValue(60);
        auto* bar = static_cast<FrameBar*>(find<QWidget>("frameBar"));
        bar->setPlaying(true);
        QTRY_VERIFY(!bar->isPlaying());
        QCOMPARE(m_selection.structure(), 2);
        bar->setPlaying(true); // again from the beginning
        QCOMPARE(m_selection.structure(), 0);
        QTRY_COMPARE(m_selection.structure(), 2);
    }
    void framesAreLeftOutWhereShowingThemTakesLong()
    {
        open(std::vector<Structure>(500, test::water()));
        QObject slow;
        connect(&m_selection, &Selection::structureChanged, &slow, [] { QThread::msleep(100); });
        find<QSpinBox>("frameSpeed")->setValue(50);
        QSignalSpy shown(&m_selection, &Selection::structureChanged);
        QTest::keyClick(m_panel.get(), Qt::Key_Space);
        QTRY_VERIFY(m_selection.structure() >= 40);
        QVERIFY(shown.count() <= 20); // five frames are due each time
    }
    void theStripShowsAPropertyAndChoosesFrames()
    {
        auto* strip = static_cast<FrameStrip*>(find<QWidget>("frameStrip"));
        open({test::water(), test::water(), test::water()});
        QVERIFY(!strip->isVisible()); // no property
        m_session.setDataset({test::smallDataset(), m_session.revision(Stage::Dataset)});
        m_selection.setStructure(0);
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->property(), QString("energy"));
        QTest::mouseClick(strip, Qt::LeftButton, {}, {strip->width() - 6, strip->height() - 10});
        QCOMPARE(m_selection.structure(), 7);
        QVERIFY(strip->accessibleName().contains("now 7"));
        QTest::mousePress(strip, Qt::LeftButton, {}, {strip->width() / 2, strip->height() - 10});
        QMouseEvent move(QEvent::MouseMove, QPointF(6, 30), QPointF(6, 30), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(strip, &move);
        QCOMPARE(m_selection.structure(), 0);
    }
    void saysWhatIsEditedAndKeepsTheCamera()
    {
        open({test::water(), test::ethanol()});
        Structure changed = test::water();
        changed.species[0] = 16;
        m_session.editStructure(0, {std::make_shared<Structure>(changed), {}}, "Change element");
        QCOMPARE(find<QLabel>("structureTitle")->text(), QString::fromUtf8("water · H₂S · 3 atoms · edited"));
        m_selection.setStructure(1);
        QVERIFY(!find<QLabel>("structureTitle")->text().contains("edited"));
    }
    void hoveringTellsPropertiesOfTheAtom()
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {test::water()};
        dataset->properties.push_back({"charge", "e", AtomNumbers {1, {{-0.8, 0.4, 0.4}}}});
        dataset->properties.push_back({"force", "eV/angstrom", AtomNumbers {3, {{0, 0, 1, 2, 3, 4, 5, 6, 7}}}});
        m_session.setDataset({dataset, m_session.revision(Stage::Dataset)});
        m_selection.setStructure(0);
        emit m_panel->view()->atomHovered(1);
        const QString text = find<QLabel>("structureReadout")->text();
        QVERIFY2(text.endsWith(QString::fromUtf8(" Å · charge = 0.4 e · force = (2, 3, 4) eV/Å")), qPrintable(text));
    }
    void clickingPicksAndControlAdds()
    {
        open({test::water()});
        emit m_panel->view()->atomClicked(0, Qt::NoModifier);
        emit m_panel->view()->atomClicked(1, Qt::ControlModifier);
        QCOMPARE(m_selection.atoms(), (std::vector<int> {0, 1}));
        QCOMPARE(find<QLabel>("structureReadout")->text(), QString::fromUtf8("Distance O0–H1: 0.9579 Å"));
        emit m_panel->view()->atomClicked(0, Qt::ControlModifier);
        QCOMPARE(m_selection.atoms(), (std::vector<int> {1}));
        emit m_panel->view()->atomClicked(2, Qt::NoModifier);
        QCOMPARE(m_selection.atoms(), (std::vector<int> {2}));
        emit m_panel->view()->atomClicked(-1, Qt::NoModifier);
        QVERIFY(m_selection.atoms().empty());
    }
    void measuresAnglesAndDihedrals()
    {
        const Structure ethanol = test::ethanol();
        QCOMPARE(selectionText(ethanol, {0, 1, 2}), QString::fromUtf8("Angle C0–C1–O2: 107.07°"));
        QCOMPARE(selectionText(ethanol, {0, 1, 2, 3}), QString::fromUtf8("Dihedral angle C0–C1–O2–H3: 180.00°"));
        QCOMPARE(selectionText(ethanol, {0, 99}), QString());
    }
    void measuresToTheNearestCopyInACrystal()
    {
        QCOMPARE(selectionText(test::rockSalt(), {0, 7}), QString::fromUtf8("Distance Na0–Cl7: 4.8844 Å"));
        Structure crystal = test::rockSalt();
        crystal.positions.col(4) = Eigen::Vector3d(5.64 * 1.5, 0, 0);
        QCOMPARE(selectionText(crystal, {0, 4}), QString::fromUtf8("Distance Na0–Cl4: 2.8200 Å"));
    }
};

QTEST_MAIN(StructurePanelTest)
#include "structure_panel_test.moc"
