#include "widgets/panels/explanation/explanation_overlay.h"

#include "widgets/work/training/model_desk.h"

#include <QString>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostDrawn = 60; // more hide one another, and the atoms
constexpr double kFaint = 0.15, kStrong = 0.85;
constexpr Rgb kRaises {202, 44, 40}, kLowers {40, 100, 200};

} // namespace

AtomScalars partsOfAtoms(const CurrentPrediction& current, const std::string& unit)
{
    return {.name = "part of the prediction",
            .unit = unit,
            .values = current.explanation->atoms,
            .map = ColorMap::BlueRed,
            .limits = {}};
}

void addTuples(Overlay& overlay, const std::vector<TuplePart>& tuples, int k, const std::string& unit)
{
    const std::size_t count = std::min(tuples.size(), kMostDrawn); // largest first
    for (std::size_t i = 0; i < count; ++i) {
        const TuplePart& tuple = tuples[i];
        const double relative = tuples[0].part == 0 ? 1 : std::abs(tuple.part / tuples[0].part);
        const Rgb color = tuple.part >= 0 ? kRaises : kLowers;
        std::vector<Site> sites;
        for (std::size_t s = 0; s < static_cast<std::size_t>(k); ++s)
            sites.push_back({tuple.sites[s].atom, tuple.sites[s].image});
        if (count == 1)
            overlay.labels.push_back(
                {.sites = sites,
                 .text = QString("%1 %2").arg(tuple.part, 0, 'g', 3).arg(QString::fromStdString(unit)).trimmed().toStdString(),
                 .color = {}});
        if (k == 1)
            overlay.halos.push_back({.atom = tuple.sites[0].atom, .color = color, .width = 0.05 + 0.12 * relative});
        else
            overlay.tuples.push_back(
                {.sites = std::move(sites), .color = color, .opacity = kFaint + (kStrong - kFaint) * relative});
    }
}

} // namespace mbtr::gui
