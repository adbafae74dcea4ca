#pragma once

#include "widgets/jobs/job.h"
#include "widgets/jobs/job_list.h"
#include "widgets/render/pictures/scene_picture.h"

#include <QImage>
#include <functional>
#include <memory>

class QProcess;
class QTemporaryDir;

namespace mbtr::gui {

class PictureMaker;
template <typename T> class LatestJob;

enum class PictureFormat { Png, Svg, Pdf, Glb, PngSequence, Mp4, Gif };

/// A picture or animation to be saved.
struct PictureOrder {
    PictureFormat format = PictureFormat::Png;
    QString path; ///< a file; of a PngSequence a folder that does not exist yet
    QSize pixels {1200, 900};
    double dpi = 96; ///< written into the file; letters and lines have their size on paper
    bool isTransparent = false;
    int frames = 1;
    std::function<ScenePicture(int)> scene; ///< of each frame, called in the GUI thread
    double framesPerSecond = 15;

    /// In device-independent pixels (1/96 inch).
    QSize size() const { return (QSizeF(pixels) * 96 / dpi).toSize().expandedTo({1, 1}); }
};

bool isAnimation(PictureFormat format);
/// Is the program ffmpeg installed, which makes MP4 and GIF?
bool canMakeFilms();

/// Makes what is ordered: scenes in the background, their pictures one by one in between, the file at last: whole or not at
/// all.
class PictureJob : public Job {
    Q_OBJECT

public:
    explicit PictureJob(JobList* jobs, QObject* parent = nullptr);
    ~PictureJob() override;

    void start(const PictureOrder& order);
    void cancel() override;
    const PictureOrder& order() const { return m_order; }

private:
    void buildNext();
    void drawBuilt(SceneContent content);
    void saveImage(const QImage& image);
    void noteSaved();
    void encode();
    void moveFolder();
    void succeed();
    void fail(const QString& problem);
    void end();
    QString frameName(int frame) const;

    PictureOrder m_order;
    ScenePicture m_scene;
    int m_frame = 0;
    std::unique_ptr<PictureMaker> m_maker;
    std::shared_ptr<QTemporaryDir> m_folder; ///< of an animation in the making; goes when nobody writes into it any more
    JobList m_parts; ///< the user sees one job, not its parts
    std::unique_ptr<LatestJob<SceneContent>> m_builder;
    std::unique_ptr<LatestJob<bool>> m_writer;
    std::unique_ptr<QProcess> m_encoder;
};

} // namespace mbtr::gui
