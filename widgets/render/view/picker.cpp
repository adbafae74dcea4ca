#include "widgets/render/view/picker.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

int pickAtom(const DisplayedAtoms& shown, const Ray& ray, double slack)
{
    int nearest = -1;
    double nearestDistance = std::numeric_limits<double>::infinity();
    for (std::size_t n = 0; n < shown.atoms.size(); ++n) {
        const Eigen::Vector3d toCentre = shown.atoms[n].position - ray.origin;
        const double along = toCentre.dot(ray.direction);
        const double radius = shown.atoms[n].radius + slack;
        const double under = radius * radius - (toCentre.squaredNorm() - along * along);
        if (under < 0 || along <= 0)
            continue;
        const double distance = along - std::sqrt(under);
        if (distance < nearestDistance) {
            nearestDistance = distance;
            nearest = int(n);
        }
    }
    return nearest;
}

std::vector<int> atomsInBand(const DisplayedAtoms& shown, const Camera& camera, const Band& band, double aspect)
{
    std::vector<int> inside;
    for (const DisplayedAtom& atom : shown.atoms) {
        const auto seen = seenAt(camera, atom.position, aspect);
        if (seen && (seen->array() >= band.low.array()).all() && (seen->array() <= band.high.array()).all())
            inside.push_back(atom.atom);
    }
    std::sort(inside.begin(), inside.end());
    inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
    return inside;
}

} // namespace mbtr::gui
