#include "widgets/render/scene/atom_colors.h"
#include "widgets/render/scene/display_options.h"
#include "widgets/render/scene/overlay.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mbtr::gui;

namespace {

double linear(double value)
{
    const double share = value / 255;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* as someone without the red or green cones sees it. Viénot, Brettel & Mollon, Color Res. Appl. 24, 243 (1999).
Eigen::Vector3d seenBy(bool withoutRed, const Rgb& color)
{
    const Eigen::Vector3d rgb(linear(color[0]), linear(color[1]), linear(color[2]));
    Eigen::Matrix3d toCones, toXyz;
    toCones << 17.8824, 43.5161, 4.11935, 3.45565, 27.1554, 3.86714, 0.0299566, 0.184309, 1.46709;
    toXyz << 0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505;
    Eigen::Vector3d cones = toCones * rgb;
    if (withoutRed)
        cones[0] = 2.02344 * cones[1] - 2.52581 * cones[2];
    else
        cones[1] = 0.494207 * cones[0] + 1.24827 * cones[2];
    Eigen::Matrix3d inverse;
    inverse << 0.0809444479, -0.130504409, 0.116721066, -0.0102485335, 0.0540193266, -0.113614708, -0.000365296938,
        -0.00412161469, 0.693511405;
    const Eigen::Vector3d xyz = toXyz * (inverse * cones).cwiseMax(0);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f(xyz[0] / 0.9505), y = f(xyz[1]), z = f(xyz[2] / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

} // namespace

class AtomColorsTest : public QObject {
    Q_OBJECT

private slots:
    void safePaletteKeepsCommonElementsApart()
    {
        const int common[] = {1, 6, 7, 8, 9, 15, 16, 17};
        for (const bool withoutRed : {true, false})
            for (const int first : common)
                for (const int second : common) {
                    if (first >= second)
                        continue;
                    const double distance = (seenBy(withoutRed, atomColor(first, ElementColors::ColorBlindSafe))
                                             - seenBy(withoutRed, atomColor(second, ElementColors::ColorBlindSafe)))
                                                .norm();
                    QVERIFY2(distance > 14, qPrintable(QString("%1 and %2: %3").arg(first).arg(second).arg(distance)));
                }
    }
    void everyPaletteHasAColorForEveryElement()
    {
        for (const auto palette : {ElementColors::Jmol, ElementColors::Cpk, ElementColors::ColorBlindSafe})
            for (int z = 1; z <= 118; ++z)
                QVERIFY(atomColor(z, palette) != Rgb {});
        QCOMPARE(atomColor(7, ElementColors::Cpk)[2] > atomColor(7, ElementColors::Cpk)[0], true); // nitrogen is blue
    }
    void perceptualMapsBecomeLighter()
    {
        for (const ColorMap map : {ColorMap::Viridis, ColorMap::Cividis}) {
            double last = -1;
            for (int n = 0; n <= 50; ++n) {
                const auto color = colorAt(map, n / 50.0);
                const double light = 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
                QVERIFY(light > last);
                last = light;
            }
        }
        QCOMPARE(colorAt(ColorMap::Viridis, -3), colorAt(ColorMap::Viridis, 0));
        QCOMPARE(colorAt(ColorMap::Viridis, std::nan("")), (Rgb {150, 150, 150}));
    }
    void limitsComeFromTheValues()
    {
        AtomScalars scalars;
        scalars.values = {2, std::nan(""), -5, 1};
        QCOMPARE(limitsOf(scalars), (ValueRange {-5, 2}));
        scalars.map = ColorMap::BlueRed;
        QCOMPARE(limitsOf(scalars), (ValueRange {-5, 5}));
        scalars.limits = ValueRange {0, 3};
        QCOMPARE(limitsOf(scalars), (ValueRange {0, 3}));
        scalars.limits.reset();
        scalars.values = {1, 1};
        scalars.map = ColorMap::Viridis;
        QVERIFY(limitsOf(scalars).low < limitsOf(scalars).high);
    }
    void optionsSurviveBeingKept()
    {
        DisplayOptions options;
        options.style = Style::Polyhedra;
        options.atomScale = 1.5;
        options.fog = false;
        options.elementColors = ElementColors::ColorBlindSafe;
        options.labels = LabelWith::ElementAndIndex;
        options.labelSize = 15;
        QCOMPARE(displayOptions(toMap(options)), options);
    }
    void optionsOfAnotherKindBecomeTheDefault()
    {
        QVariantMap map = toMap({});
        map["style"] = "nonsense";
        map["atomScale"] = 1e9;
        map["labelSize"] = -4;
        const DisplayOptions options = displayOptions(map);
        QCOMPARE(options.style, Style::BallAndStick);
        QCOMPARE(options.atomScale, 4.0);
        QCOMPARE(options.labelSize, 6);
        DisplayOptions wild;
        wild.bondScale = std::numeric_limits<double>::quiet_NaN();
        wild.ranges.from[1] = 3;
        QCOMPARE(corrected(wild).bondScale, 1.0);
        QCOMPARE(corrected(wild).ranges.from[1], 1.0);
        QCOMPARE(corrected(wild).ranges.to[1], 3.0);
    }
};

QTEST_APPLESS_MAIN(AtomColorsTest)
#include "atom_colors_test.moc"
