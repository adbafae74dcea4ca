#pragma once

#include "widgets/render/scene/overlay.h"
#include "widgets/render/scene/scene_content.h"

namespace mbtr::gui {

/// Adds what an overlay shows, colours of atoms aside: arrows, tuples, halos, labels and the colour bar.
void addOverlay(SceneContent& content, const Overlay& overlay);

} // namespace mbtr::gui
