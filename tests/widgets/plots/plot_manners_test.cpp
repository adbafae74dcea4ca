#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"
#include "widgets/plots/bar_plot.h"
#include "widgets/plots/curve_plot.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Two plots over one axis and one over another, in a group.
struct Plots {
    QWidget group;
    CurvePlot first, second;
    BarPlot other;

    Plots()
    {
        group.setProperty(kPlotGroup, true);
        group.setProperty(kPlotOrigin, "water.xyz; settings {sigma: 0.1}");
        group.setProperty(kPlotCommand, "mbtr compute water.xyz");
        auto* layout = new QVBoxLayout(&group);
        for (Plot* plot : {static_cast<Plot*>(&first), static_cast<Plot*>(&second), static_cast<Plot*>(&other)})
            layout->addWidget(plot);
        const AxisText distance {.label = "1/d", .unit = "A"};
        first.setAxes(distance, {.label = "weight", .unit = {}});
        second.setAxes(distance, {.label = "weight", .unit = {}});
        other.setAxes({.label = "angle", .unit = {}}, {.label = "weight", .unit = {}});
        first.setTitle("Peaks");
        first.setCurves({{"O", {0, 1, 2}, {0.01, 1, 100}}});
        second.setCurves({{"H", {0, 1, 2}, {1, 2, 3}}});
        other.setData({0, 1, {1, 5, 2}});
        group.resize(500, 700);
        group.show();
        if (!QTest::qWaitForWindowExposed(&group))
            qFatal("no window");
        for (Plot* plot : {static_cast<Plot*>(&first), static_cast<Plot*>(&second), static_cast<Plot*>(&other)})
            plot->canvas()->replot();
    }
    ~Plots()
    {
        for (Plot* plot : {static_cast<Plot*>(&first), static_cast<Plot*>(&second), static_cast<Plot*>(&other)})
            plot->setParent(nullptr);
    }
};

void moveTo(Plot& plot, const QPoint& place)
{
    QTest::mouseMove(plot.canvas(), place);
    QMouseEvent move(QEvent::MouseMove, place, plot.canvas()->mapToGlobal(QPointF(place)), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(plot.canvas(), &move);
}

} // namespace

class PlotMannersTest : public QObject {
    Q_OBJECT

private slots:
    void plotsOfOneAxisShareTheCrossHair()
    {
        Plots plots;
        moveTo(plots.first, plots.first.plotArea().center());
        QVERIFY(plots.first.showsCrossHair());
        QVERIFY(plots.second.showsCrossHair());
        QVERIFY(!plots.other.showsCrossHair());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plots.first.canvas(), &leave);
        QVERIFY(!plots.second.showsCrossHair());
    }

    void picturesSayWhatTheyWereMadeFrom()
    {
        Plots plots;
        const test::TemporaryFolder folder;
        const auto path = [&](const char* name) { return QString::fromStdString(folder.path(name)); };
        plots.first.writeTo(path("a.png"));
        const QImage image(path("a.png"));
        QCOMPARE(image.text("Title"), QString("Peaks"));
        QCOMPARE(image.text("Description"), QString("water.xyz; settings {sigma: 0.1}"));
        plots.first.writeTo(path("a.svg"));
        QVERIFY(test::contentOf(folder.path("a.svg")).find("<desc>water.xyz; settings {sigma: 0.1}</desc>") != std::string::npos);
    }

    void copiesTheCommand()
    {
        Plots plots;
        plots.second.copyCommand();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("mbtr compute water.xyz"));
    }

    void theMenuOpensByMouseAndByButton()
    {
        Plots plots;
        const QPoint place = plots.first.plotArea().center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, plots.first.canvas()->mapToGlobal(place));
        QCoreApplication::sendEvent(plots.first.canvas(), &event);
        QTRY_VERIFY(plots.first.findChild<QMenu*>() && plots.first.findChild<QMenu*>()->isVisible());
        plots.first.findChild<QMenu*>()->close();
        QTRY_VERIFY(!plots.first.findChild<QMenu*>());
        auto* button = plots.first.findChild<QToolButton*>("plotMenu");
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(plots.first.findChild<QMenu*>() && plots.first.findChild<QMenu*>()->isVisible());
        plots.first.findChild<QMenu*>()->close();
    }

    void aLogarithmicAxisShowsSmallValues()
    {
        Plots plots;
        QCPAxis* axis = plots.first.canvas()->yAxis;
        plots.first.setLogarithmic(true);
        QCOMPARE(axis->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(axis->range().lower > 0);
        QVERIFY(axis->range().upper > 100);
        plots.first.setLogarithmic(false);
        QVERIFY(axis->range().lower <= 0);
    }

    void arrowKeysMoveTheChosenBin()
    {
        Plots plots;
        int told = -2;
        connect(&plots.other, &BarPlot::binChosen, &plots.group, [&](int bin) { told = bin; });
        QTest::keyClick(&plots.other, Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(&plots.other, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(told, 1);
        QTest::keyClick(&plots.other, Qt::Key_Escape);
        QCOMPARE(told, -1);
        QVERIFY(plots.other.csv().contains("\n1,1.5,5\n"));
    }
};

QTEST_MAIN(PlotMannersTest)
#include "plot_manners_test.moc"
