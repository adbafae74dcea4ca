#include "widgets/plots/plot_ticks.h"

#include "widgets/fields/number_text.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/scatter_plot.h"
#include "widgets/render/scene/tick_text.h"

#include <QSet>
#include <QTest>
#include <cmath>
#include <qcustomplot.h>

using namespace mbtr::gui;

class PlotTicksTest : public QObject {
    Q_OBJECT

private slots:
    void labelsOfANarrowRangeDiffer_data()
    {
        QTest::addColumn<double>("middle");
        QTest::addColumn<double>("size");
        QTest::newRow("total energies") << -291230.0 << 0.003;
        QTest::newRow("a large number") << 1e6 << 1.0;
        QTest::newRow("a very narrow range") << 76.4 << 1e-6;
        QTest::newRow("an ordinary range") << 5.0 << 3.0;
        QTest::newRow("around zero") << 0.0 << 1e-9;
    }
    void labelsOfANarrowRangeDiffer()
    {
        QFETCH(double, middle);
        QFETCH(double, size);
        std::vector<double> x, y;
        for (int i = 0; i < 10; ++i)
            x.push_back(middle + size * i / 9), y.push_back(middle + size * (9 - i) / 9);
        ScatterPlot plot;
        plot.setAxes({.label = "reference", .unit = "eV"}, {.label = "predicted", .unit = "eV"});
        plot.setSeries({{"all", x, y, {}}});
        plot.resize(500, 400);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.canvas()->replot();
        for (QCPAxis* axis : {plot.canvas()->xAxis, plot.canvas()->yAxis}) {
            QVector<double> ticks;
            QVector<QString> labels;
            axis->ticker()->generate(axis->range(), QLocale::c(), 'g', axis->numberPrecision(), ticks, nullptr, &labels);
            QVERIFY(labels.size() > 1);
            QCOMPARE(QSet<QString>(labels.begin(), labels.end()).size(), labels.size());
        }
        const bool isNarrow = std::abs(middle) > 1e4 * size;
        QCOMPARE(plot.canvas()->xAxis->label() != "reference (eV)", isNarrow);
    }
    void theOffsetIsNamed()
    {
        QCOMPARE(axisOffset(-291230.004, -291230.001), -291230.0);
        QCOMPARE(withOffset("reference", axisOffset(-291230.004, -291230.001)), QString("reference + 291230"));
        QCOMPARE(withOffset("energy", 1000000), QString::fromUtf8("energy − 1000000"));
        QCOMPARE(axisOffset(-3, 5), 0.0);
    }
    void readoutsTellNeighboursApart()
    {
        QVERIFY(readoutNumber(-291230.0012, 0.003, 4) != readoutNumber(-291230.0013, 0.003, 4));
        QCOMPARE(readoutNumber(0.25, 1, 4), QString("0.25"));
        QVERIFY(distinctText(-291230.0012, 0.003 / 1000) != distinctText(-291230.0013, 0.003 / 1000));
        QCOMPARE(distinctText(0.5, 0), QString("0.5"));
    }
    void aPredictionShowsTheDigitsOfItsSpread()
    {
        QCOMPARE(valueWithSpread(-291230.00123, 0.002), QString::fromUtf8("-291230.00123 ± 0.002"));
        QCOMPARE(valueWithSpread(-76.4, std::nan("")), QString("-76.4 (spread unknown)"));
    }
    void ticksOfAColourBarDiffer()
    {
        for (const ValueRange& limits :
             {ValueRange {-291230.004, -291230.001}, {1e5, 9e5}, {2e-9, 3e-9}, {5, 5.0000001}, {-1, 1}})
            QVERIFY2(tickText(limits.low, limits) != tickText((limits.low + limits.high) / 2, limits),
                     qPrintable(tickText(limits.low, limits)));
        QCOMPARE(tickText(0.5, {-1, 1}), QString("0.50")); // ticks half a unit apart have two digits
    }
    void anEmptyPlotKeepsItsAxis()
    {
        CurvePlot plot;
        plot.setEmptyRange(0.5, 8);
        plot.setCurves({});
        plot.reset();
        QCOMPARE(plot.visibleRange().left(), 0.5);
        QCOMPARE(plot.visibleRange().right(), 8.0);
    }
};

QTEST_MAIN(PlotTicksTest)
#include "plot_ticks_test.moc"
