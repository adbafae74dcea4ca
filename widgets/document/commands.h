#pragma once

#include <QString>

namespace mbtr {
struct MbtrSettings;
}

namespace mbtr::gui {

struct Brush;
class Session;

/// What `mbtr` has to be told for the same numbers, as lines for a shell: the settings are written to settings.json first.
QString computeCommand(const Session& session);
/// a, b: indices into the dataset; empty where they are not there as the files have them.
QString distanceCommand(const Session& session, int a, int b);

/// Which tuples make the brushed bins of a structure; empty as above.
QString contributionsCommand(const Session& session, int structure, const Brush& brush);

/// "ethanol.xyz; settings {..}": what a plot was made from, for the files it is saved to.
QString originText(const Session& session);

} // namespace mbtr::gui
