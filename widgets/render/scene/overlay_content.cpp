#include "widgets/render/scene/overlay_content.h"

#include "widgets/render/scene/site_places.h"
#include "widgets/render/scene/tuple_shapes.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kLongestArrow = 2; // angstrom
constexpr double kShaftRadius = 0.06, kHeadRadius = 0.16, kHeadLength = 0.4;
constexpr double kLabelLift = 0.2;

Rgba withOpacity(const Rgb& color, double opacity)
{
    return {color[0], color[1], color[2], static_cast<unsigned char>(std::lround(255 * std::clamp(opacity, 0.0, 1.0)))};
}

double scaleOf(const AtomVectors& vectors)
{
    if (vectors.scale > 0)
        return vectors.scale;
    double longest = 0;
    for (Eigen::Index n = 0; n < vectors.values.cols(); ++n)
        if (vectors.values.col(n).allFinite())
            longest = std::max(longest, vectors.values.col(n).norm());
    return longest > 0 ? kLongestArrow / longest : 0;
}

/// Short arrows shrink as a whole: a head longer than its arrow would lie about its length.
void addArrow(Mesh& mesh, const DisplayedAtom& atom, const Eigen::Vector3d& arrow, const Rgb& color)
{
    const double length = arrow.norm();
    if (!(length > 1e-3) || !atom.position.allFinite())
        return;
    const double size = std::min(1.0, length / (1.5 * kHeadLength));
    const Eigen::Vector3d neck = atom.position + (1 - size * kHeadLength / length) * arrow;
    addTube(mesh, atom.position, neck, size * kShaftRadius, withOpacity(color, 1));
    addCone(mesh, neck, atom.position + arrow, size * kHeadRadius, withOpacity(color, 1));
}

void addArrows(Mesh& mesh, const SitePlaces& places, const AtomVectors& vectors, std::size_t atomCount)
{
    if (std::size_t(vectors.values.cols()) != atomCount)
        return;
    const double scale = scaleOf(vectors);
    for (Eigen::Index n = 0; n < vectors.values.cols(); ++n)
        if (vectors.values.col(n).allFinite())
            for (const DisplayedAtom* copy : places.copies(int(n)))
                addArrow(mesh, *copy, scale * vectors.values.col(n), vectors.color);
}

Vertices makeRings(const SitePlaces& places, const std::vector<AtomHalo>& halos)
{
    auto vertices = std::make_shared<std::vector<std::byte>>();
    for (const AtomHalo& halo : halos)
        for (const DisplayedAtom* copy : places.copies(halo.atom))
            if (copy->position.allFinite())
                appendSphere(*vertices,
                             {asFloats(copy->position), float(copy->radius + halo.width), withOpacity(halo.color, 1), {}});
    return vertices;
}

void addLabel(SceneContent& content, const SitePlaces& places, const TextLabel& label)
{
    if (label.everyCopy && label.sites.size() == 1) {
        for (const DisplayedAtom* copy : places.copies(label.sites[0].atom))
            content.labels.push_back({copy->position, copy->radius, label.text, label.color});
        return;
    }
    const auto at = places.placesOf(label.sites);
    if (at.empty() || label.text.empty())
        return;
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    for (const Eigen::Vector3d& place : at)
        middle += place / double(at.size());
    const auto copies = places.copies(label.sites[0].atom);
    const double lift = at.size() == 1 && !copies.empty() ? copies[0]->radius : kLabelLift;
    content.labels.push_back({middle, lift, label.text, label.color});
}

} // namespace

void addOverlay(SceneContent& content, const Overlay& overlay)
{
    if (overlay.isEmpty())
        return;
    const SitePlaces places(*content.geometry->structure, content.geometry->shown);
    for (const AtomVectors& vectors : overlay.vectors)
        addArrows(content.mesh, places, vectors, content.geometry->structure->species.size());
    for (const HighlightedTuple& tuple : overlay.tuples)
        addTuple(content.mesh, places, tuple);
    content.rings = makeRings(places, overlay.halos);
    for (const TextLabel& label : overlay.labels)
        addLabel(content, places, label);
    if (overlay.scalars && !overlay.scalars->name.empty())
        content.colorBar
            = ColorBarContent {overlay.scalars->name, overlay.scalars->unit, overlay.scalars->map, limitsOf(*overlay.scalars)};
}

} // namespace mbtr::gui
