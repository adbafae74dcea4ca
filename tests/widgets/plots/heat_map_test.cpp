#include "widgets/plots/heat_map.h"

#include <QTest>
#include <qcustomplot.h>

using mbtr::gui::HeatMap;
using mbtr::gui::HeatMapData;

namespace {

/// Rows "C-H" 1 2 3 and "C-C" 4 5 6 over three bins of width 2 from 10.
HeatMapData twoRows(double factor = 1)
{
    HeatMapData map {.rows = {"C-H", "C-C"}, .left = 10, .step = 2, .bins = 3, .values = {1, 2, 3, 4, 5, 6}};
    for (double& value : map.values)
        value *= factor;
    return map;
}

} // namespace

class HeatMapTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        map = std::make_unique<HeatMap>();
        map->resize(500, 260);
        map->setAxes({.label = "d", .unit = "Å"}, {});
        map->setValueText({.label = "weight", .unit = {}});
        map->setData(twoRows());
        map->show();
        QVERIFY(QTest::qWaitForWindowExposed(map.get()));
        map->canvas()->replot();
    }

    void readsRowBinAndValue()
    {
        move(13, 1);
        QTRY_COMPARE(map->readout(), QString("C-C:  d = 13 Å,  bin 1:  5"));
    }

    void theFirstRowIsAtTheTop()
    {
        move(11, 0);
        QTRY_COMPARE(map->readout(), QString("C-H:  d = 11 Å,  bin 0:  1"));
        QVERIFY(pixel(11, 0).y() < pixel(11, 1).y());
    }

    void axesEndAtTheEdgesOfTheBins()
    {
        QCOMPARE(map->visibleRange().left(), 10.0);
        QCOMPARE(map->visibleRange().right(), 16.0);
        QCOMPARE(map->visibleRange().height(), 2.0);
    }

    void largerValuesAreLighter()
    {
        const QImage image = map->canvas()->grab().toImage();
        const QColor small = image.pixelColor(pixel(11, 0).toPoint());
        const QColor large = image.pixelColor(pixel(15, 1).toPoint());
        QVERIFY(large.lightness() > small.lightness() + 20);
    }

    void coloursOnlyGrowWhileTheRowsStay()
    {
        map->setData(twoRows(0.5));
        QCOMPARE(map->largestColored(), 6.0);
        map->setData(twoRows(2));
        QCOMPARE(map->largestColored(), 12.0);
        map->forgetRange();
        map->setData(twoRows(0.5));
        QCOMPARE(map->largestColored(), 3.0);
    }

    void staleIsGrey()
    {
        map->setStale(true);
        map->canvas()->replot();
        const QColor color = map->canvas()->grab().toImage().pixelColor(pixel(15, 1).toPoint());
        QVERIFY(color.saturation() < 10);
    }

    void csvIsATableOfRowsAndBins()
    {
        QCOMPARE(map->csv(), QString("d (Å),11,13,15\nC-H,1,2,3\nC-C,4,5,6\n"));
        map->canvas()->xAxis->setRange(12, 16);
        QCOMPARE(map->csv(), QString("d (Å),13,15\nC-H,2,3\nC-C,5,6\n"));
    }

    void manyRowsKeepTheirNamesReadable()
    {
        HeatMapData many {.rows = {}, .left = 0, .step = 1, .bins = 2, .values = {}};
        for (int i = 0; i < 75; ++i) {
            many.rows.append(QString("row %1").arg(i));
            many.values.insert(many.values.end(), {1.0 * i, 2.0 * i});
        }
        map->setData(many);
        map->canvas()->replot();
        QVERIFY(map->canvas()->yAxis->tickVectorLabels().size() < 20);
    }

    void survivesNoData()
    {
        map->setData({});
        map->canvas()->replot();
        move(0.5, 0);
        QVERIFY(map->readout().isEmpty());
    }

private:
    QPointF pixel(double x, double y) const
    {
        return {map->canvas()->xAxis->coordToPixel(x), map->canvas()->yAxis->coordToPixel(y)};
    }
    void move(double x, double y) { QTest::mouseMove(map->canvas(), pixel(x, y).toPoint()); }

    std::unique_ptr<HeatMap> map;
};

QTEST_MAIN(HeatMapTest)
#include "heat_map_test.moc"
