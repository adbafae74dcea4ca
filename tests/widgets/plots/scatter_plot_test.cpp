#include "widgets/plots/scatter_plot.h"

#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

using mbtr::gui::ScatterPlot;
using mbtr::gui::ScatterSeries;

class ScatterPlotTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        plot = std::make_unique<ScatterPlot>();
        plot->resize(600, 400);
        plot->setAxes({.label = "reference", .unit = "eV"}, {.label = "predicted", .unit = "eV"});
        // x not ascending: indices must not be those of the sorted points.
        plot->setSeries(
            {{"training", {3, 1, 2}, {3.5, 1, 2}, {"methane", "water", "ammonia"}}, {"validation", {0, 4}, {1, 3}, {}}});
        plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(plot.get()));
        plot->canvas()->replot();
    }

    void bothAxesShowTheSameRangeInASquare()
    {
        QCOMPARE(plot->visibleRange().left(), plot->visibleRange().top());
        QCOMPARE(plot->visibleRange().width(), plot->visibleRange().height());
        QTRY_VERIFY(std::abs(plot->plotArea().width() - plot->plotArea().height()) <= 4);
    }

    void showsNameAndValuesOfThePointBelowTheCursor()
    {
        QTest::mouseMove(plot->canvas(), plot->pixelOf(0, 0).toPoint());
        QTRY_COMPARE(plot->readout(), QString("methane (training):  reference = 3,  predicted = 3.5 eV,  error 0.5 eV"));
    }

    void clickTellsSeriesAndIndex()
    {
        QSignalSpy clicked(plot.get(), &ScatterPlot::pointClicked);
        QTest::mouseClick(plot->canvas(), Qt::LeftButton, {}, plot->pixelOf(1, 1).toPoint());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0], (QList<QVariant> {1, 1}));
        QTest::mouseClick(plot->canvas(), Qt::LeftButton, {}, plot->pixelOf(0, 1).toPoint());
        QCOMPARE(clicked[1], (QList<QVariant> {0, 1}));
    }

    void clickBesideAllPointsTellsNothing()
    {
        QSignalSpy clicked(plot.get(), &ScatterPlot::pointClicked);
        QTest::mouseClick(plot->canvas(), Qt::LeftButton, {}, plot->plotArea().topLeft() + QPoint(5, 5));
        QCOMPARE(clicked.size(), 0);
    }

    void aDragIsNoClick()
    {
        QSignalSpy clicked(plot.get(), &ScatterPlot::pointClicked);
        QTest::mousePress(plot->canvas(), Qt::LeftButton, {}, plot->pixelOf(0, 1).toPoint());
        QTest::mouseRelease(plot->canvas(), Qt::LeftButton, {}, plot->pixelOf(1, 1).toPoint());
        QCOMPARE(clicked.size(), 0);
    }

    void seriesDifferInShape()
    {
        QVERIFY(plot->canvas()->graph(0)->scatterStyle().shape() != plot->canvas()->graph(1)->scatterStyle().shape());
    }

    void ringsTheCurrentPoint()
    {
        const QImage before = plot->canvas()->grab().toImage();
        plot->setCurrent(0, 2);
        QCOMPARE(plot->currentSeries(), 0);
        QCOMPARE(plot->currentIndex(), 2);
        const QImage after = plot->canvas()->grab().toImage();
        QVERIFY(after != before);
        const QPoint ring = plot->pixelOf(0, 2).toPoint() + QPoint(7, 0);
        QVERIFY(after.pixelColor(ring).lightness() < 150);
        plot->setCurrent(-1, -1);
        QCOMPARE(plot->canvas()->grab().toImage(), before);
    }

    void hiddenSeriesCannotBeHit()
    {
        plot->setShown(0, false);
        QSignalSpy clicked(plot.get(), &ScatterPlot::pointClicked);
        QTest::mouseClick(plot->canvas(), Qt::LeftButton, {}, plot->pixelOf(0, 2).toPoint());
        QCOMPARE(clicked.size(), 0);
    }

    void csvNamesSeriesAndPoints()
    {
        plot->setShown(1, false);
        QCOMPARE(plot->csv(),
                 QString("series,name,reference (eV),predicted (eV)\ntraining,methane,3,3.5\ntraining,water,1,1\n"
                         "training,ammonia,2,2\n"));
    }

    void replotsTenThousandPointsQuickly()
    {
        ScatterSeries many {"many", {}, {}, {}};
        for (int i = 0; i < 10'000; ++i) {
            many.x.push_back((i * 7919) % 10'007);
            many.y.push_back(many.x.back() + (i * 104'729) % 501);
        }
        plot->setSeries({many});
        double best = 1e9; // the quickest of several: a busy machine is no failure
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            plot->canvas()->replot();
            best = std::min(best, 1e-6 * static_cast<double>(timer.nsecsElapsed()));
        }
        QVERIFY2(best < 50, qPrintable(QString("%1 ms").arg(best)));
    }

    void survivesNoPointsAndNumbersThatAreNone()
    {
        plot->setSeries({{"odd", {std::nan(""), 1}, {1, std::nan("")}, {}}});
        plot->setSeries({});
        plot->canvas()->replot();
        QVERIFY(plot->visibleRange().width() > 0);
    }

private:
    std::unique_ptr<ScatterPlot> plot;
};

QTEST_MAIN(ScatterPlotTest)
#include "scatter_plot_test.moc"
