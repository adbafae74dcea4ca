#include "widgets/fields/number_text.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr::gui {

namespace {

/// A single comma in a number without a dot is a decimal one.
QString withDot(const QString& text)
{
    QStringList parts = text.split('^');
    for (QString& part : parts)
        if (part.count(',') == 1 && !part.contains('.'))
            part.replace(',', '.');
    return parts.join('^');
}

} // namespace

std::optional<double> numberFrom(const QString& text)
{
    const QStringList parts = withDot(text.trimmed()).split('^');
    if (parts.size() > 2)
        return std::nullopt;
    const auto base = parseDouble(parts[0].trimmed().toStdString());
    if (!base || parts.size() == 1)
        return base && std::isfinite(*base) ? base : std::nullopt;
    const auto exponent = parseDouble(parts[1].trimmed().toStdString());
    if (!exponent)
        return std::nullopt;
    const double power = std::pow(*base, *exponent);
    return std::isfinite(power) ? std::optional(power) : std::nullopt;
}

QString shortText(double value)
{
    return QString::number(value, 'g', 7);
}

QString numberOrDash(double value, int digits)
{
    return std::isfinite(value) ? QString::number(value, 'g', digits) : QString::fromUtf8("–");
}

QString typesetNumber(double value, int digits)
{
    return QString::number(value, 'g', digits).replace('-', QChar(0x2212));
}

QString distinctText(double value, double resolution, int least)
{
    const double wanted = resolution > 0 && value != 0 ? std::ceil(std::log10(std::abs(value) / resolution)) + 1 : least;
    return QString::number(value, 'g', static_cast<int>(std::clamp(wanted, double(least), 15.0)));
}

QString withSpread(const QString& value, double spread)
{
    if (std::isnan(spread))
        return QCoreApplication::translate("NumberText", "%1 (spread unknown)").arg(value);
    return QString::fromUtf8("%1 ± %2").arg(value, QString::number(spread, 'g', 2));
}

QString valueWithSpread(double value, double spread)
{
    return withSpread(std::isnan(spread) ? shortText(value) : distinctText(value, spread / 10), spread);
}

QString powerOfTwo(double value)
{
    if (!(value > 0))
        return {};
    const double exponent = std::log2(value);
    const double quarter = std::round(4 * exponent) / 4;
    return "2^" + (std::abs(exponent - quarter) < 1e-9 ? QString::number(quarter) : QString::number(exponent, 'f', 2));
}

QString byteText(std::int64_t bytes)
{
    constexpr std::array<const char*, 5> units {"B", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return QString::number(value, 'g', value < 10 ? 2 : 3) + ' ' + units[unit];
}

} // namespace mbtr::gui
