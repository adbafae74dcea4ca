#pragma once

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTest>

#include <cmath>

namespace mbtr::test {

/// Every pixel the mean of itself and its neighbours: edges may fall a little differently on other machines.
inline QImage smoothed(const QImage& image)
{
    QImage result = image.convertToFormat(QImage::Format_RGB888);
    const QImage source = result.copy();
    for (int y = 1; y + 1 < source.height(); ++y)
        for (int x = 3; x + 3 < 3 * source.width(); ++x) {
            int sum = 0;
            for (int row = y - 1; row <= y + 1; ++row)
                for (int column = x - 3; column <= x + 3; column += 3)
                    sum += source.constScanLine(row)[column];
            result.scanLine(y)[x] = uchar(sum / 9);
        }
    return result;
}

struct Difference {
    double mean = 0; ///< of a channel, 0..255
    double farShare = 0; ///< of channels that differ by more than 32
    QImage picture;
};

/// How much two images of the same size differ.
inline Difference differenceOf(const QImage& first, const QImage& second)
{
    const QImage a = smoothed(first), b = smoothed(second);
    Difference difference {0, 0, a.copy()};
    const double count = 3.0 * a.width() * a.height();
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < 3 * a.width(); ++x) {
            const int step = std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]);
            difference.mean += step / count;
            difference.farShare += (step > 32) / count;
            difference.picture.scanLine(y)[x] = uchar(std::min(255, 4 * step));
        }
    return difference;
}

/// A picture of one colour shows nothing, whatever its baseline says.
inline bool isOneColor(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != image.pixel(0, 0))
                return false;
    return true;
}

/// Empty where `image` looks like tests/baselines/NAME.png, else what is wrong; the images are then saved in the build folder
/// as NAME-actual.png, -expected.png and -difference.png. With MBTR_UPDATE_BASELINES=1 the baseline is written instead.
inline QString compareWithBaseline(const QImage& image, const QString& name, double mostMean = 1.5, double mostFar = 0.01)
{
    const QString path = QStringLiteral(MBTR_SOURCE_DIR "/tests/baselines/%1.png").arg(name);
    if (isOneColor(image))
        return QStringLiteral("the picture has one colour only");
    if (qEnvironmentVariableIntValue("MBTR_UPDATE_BASELINES") == 1)
        return image.convertToFormat(QImage::Format_RGB888).save(path) ? QString() : QStringLiteral("cannot write ") + path;
    const QImage expected(path);
    const bool sameSize = expected.size() == image.size();
    const Difference difference = sameSize ? differenceOf(image, expected) : Difference {};
    if (sameSize && difference.mean <= mostMean && difference.farShare <= mostFar)
        return {};
    const QString folder = QStringLiteral(MBTR_BINARY_DIR "/differences/");
    QDir().mkpath(folder);
    image.save(folder + name + "-actual.png");
    expected.save(folder + name + "-expected.png");
    difference.picture.save(folder + name + "-difference.png");
    if (!sameSize)
        return QStringLiteral("%1: no baseline of this size").arg(path);
    return QStringLiteral("mean difference %1 (at most %2), share of large ones %3 (at most %4), see %5")
        .arg(difference.mean)
        .arg(mostMean)
        .arg(difference.farShare)
        .arg(mostFar)
        .arg(folder);
}

} // namespace mbtr::test

#define MBTR_COMPARE_IMAGE(image, name)                                                                                          \
    do {                                                                                                                         \
        const QString problem = mbtr::test::compareWithBaseline(image, name);                                                    \
        QVERIFY2(problem.isEmpty(), qPrintable(problem));                                                                        \
    } while (false)
