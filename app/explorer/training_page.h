#pragma once

class QWidget;

namespace mbtr::gui {

class StructureDesk;
class Workspace;

/// The page with training, map, learning curves and trust; puts the prediction for the current structure below the 3-D view of
/// `desk` and colours its atoms while the page explains them.
QWidget* makeTrainingPage(Workspace* workspace, StructureDesk* desk);

} // namespace mbtr::gui
